using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.TypeSystem;

/// <summary>How a scalar's values go in and out (section 3.5, "Result Coercion" and "Input Coercion"). Null never comes here.</summary>
public abstract class ScalarCoercion
{
    /// <summary>Turns what a resolver returned into what the response shows.</summary>
    public abstract Coerced Output(object value);

    /// <summary>Turns what a variable holds into what resolvers receive.</summary>
    /// <param name="value">A string, bool, int, long or double, or a list or dictionary of such.</param>
    public abstract Coerced Input(object value);

    /// <summary>Turns what a document holds into what resolvers receive; by default by way of <see cref="Input"/>.</summary>
    internal virtual Coerced Literal(ValueNode literal) => LiteralValue.Of(literal) is { } value ? Input(value) : new Coerced(null);
}

/// <summary>A coerced value, or why there is none.</summary>
/// <param name="Value">The value; null if there is an error.</param>
/// <param name="Error">What is wrong with the value; null if nothing is.</param>
public readonly record struct Coerced(object? Value, string? Error = null)
{
    /// <summary>Whether there is a value.</summary>
    public bool IsValid => Error is null;

    /// <summary>Says why there is no value.</summary>
    public static Coerced Invalid(string error) => new(null, error);
}
