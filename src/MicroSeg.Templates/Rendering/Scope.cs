using MicroSeg.Templates.Syntax;

namespace MicroSeg.Templates.Rendering;

/// <summary>Everything that names can mean at one place of a running template.</summary>
/// <param name="Context">The current context.</param>
/// <param name="Contexts">The contexts that <c>../</c> steps through, the current one first.</param>
/// <param name="Parameters">The block parameters, the innermost block's first.</param>
/// <param name="Data">The <c>@</c> variables.</param>
/// <param name="Unit">The running template.</param>
/// <param name="Partials">The inline partials in sight.</param>
internal readonly record struct Scope(
    TemplateValue Context,
    ContextNode? Contexts,
    ParameterNode? Parameters,
    DataFrame Data,
    RunningUnit Unit,
    InlineNode? Partials);

internal sealed record ContextNode(TemplateValue Value, ContextNode? Outer);

internal sealed record ParameterNode(TemplateValue[] Values, ParameterNode? Outer)
{
    public TemplateValue Get(int index) => index < Values.Length ? Values[index] : TemplateValue.Undefined;
}

/// <summary>A template while it runs. As in Handlebars, a block sees the inline partials of whatever part of its template runs around it.</summary>
internal sealed class RunningUnit
{
    public InlineNode? Partials { get; set; }
}

/// <summary>Inline partials of one block, before those of the blocks around.</summary>
internal sealed record InlineNode(Dictionary<string, InlineClosure> Partials, InlineNode? Outer)
{
    public static InlineClosure? Find(InlineNode? node, string name)
    {
        for (; node is not null; node = node.Outer)
        {
            if (node.Partials.TryGetValue(name, out var found))
                return found;
        }

        return null;
    }
}

/// <summary>An inline partial with what was in sight where it was defined.</summary>
internal sealed record InlineClosure(Program Body, RunningUnit Unit, ContextNode? Contexts, ParameterNode? Parameters);

/// <summary>The block given to a partial, with what was in sight where it stands.</summary>
/// <param name="Body">The block.</param>
/// <param name="Scope">Where it stands.</param>
/// <param name="Outer">The <c>@partial-block</c> of that place, which is what the name means inside the block.</param>
internal sealed record PartialBlock(Program Body, Scope Scope, PartialBlock? Outer);
