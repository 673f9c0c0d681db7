namespace MicroSeg.GraphQL.TypeSystem;

/// <summary>Lets every value pass as it is; what a scalar does that nobody has given a coercion.</summary>
internal sealed class AnyCoercion : ScalarCoercion
{
    public static AnyCoercion Instance { get; } = new();

    public override Coerced Output(object value) => new(value);

    public override Coerced Input(object value) => new(value);
}
