using System.Collections.Immutable;
using MicroSeg.Templates.Syntax;

namespace MicroSeg.Templates.Analysis;

/// <summary>A value of which only the shape is known.</summary>
/// <param name="Shape">Its shape.</param>
/// <param name="Path">Where in the data it is; null if it does not come from the data.</param>
/// <param name="Laid">Values laid over its members by a partial's named arguments.</param>
internal sealed record ShapedValue(TemplateShape Shape, string? Path, ImmutableDictionary<string, ShapedValue>? Laid = null)
{
    public static ShapedValue Unknown { get; } = new(TemplateShape.Any, null);

    public static ShapedValue Scalar { get; } = new(TemplateShape.Scalar, null);

    /// <summary>Whether both are the same place in the data, so that a block between them enters no new context.</summary>
    public bool IsSamePlace(ShapedValue other) => ReferenceEquals(this, other) || (Path is not null && Path == other.Path && Laid == other.Laid);
}

/// <summary>What names mean at one place, for the analysis; the counterpart of the renderer's scope.</summary>
internal sealed record AnalysisScope(
    ShapedValue Context,
    ImmutableStack<ShapedValue> Contexts,
    ImmutableStack<ShapedValue[]> Parameters,
    VariableFrame Variables,
    ImmutableDictionary<string, InlineShape> Inlines,
    string? Partial)
{
    public AnalysisScope Enter(ShapedValue context)
        => this with { Context = context, Contexts = !Contexts.IsEmpty && Contexts.Peek().IsSamePlace(context) ? Contexts : Contexts.Push(context) };
}

/// <param name="Iterates">Whether an <c>each</c> sets <c>@index</c> and its like.</param>
/// <param name="Block">The block given to the partial.</param>
/// <param name="Outer">The variables of the block around, <c>@../</c>.</param>
internal sealed record VariableFrame(bool Iterates, BlockShape? Block, VariableFrame? Outer);

internal sealed record InlineShape(Program Body, AnalysisScope Definition);

internal sealed record BlockShape(Program Body, AnalysisScope Scope);
