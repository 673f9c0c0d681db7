using System.Buffers;
using System.Text;
using MicroSeg.Templates.Syntax;

namespace MicroSeg.Templates.Rendering;

/// <summary>One render: walks the tree and writes. Used once, by one thread.</summary>
/// <remarks>
/// The walk follows Handlebars' runtime closely: its dispatch of names, its frames and its idea of when a context is entered,
/// since all of it shows in the output.
/// </remarks>
internal sealed partial class Renderer
{
    private readonly RenderOptions _options;
    private readonly TemplateValue _root;
    private readonly Utf8Output _output;
    private readonly RenderBudget _budget;

    public Renderer(RenderOptions options, TemplateValue root, IBufferWriter<byte> output)
    {
        _options = options;
        _root = root;
        _output = new Utf8Output(output, options.Escape, options.Limits.MaxOutputBytes);
        _budget = new RenderBudget(options);
    }

    public void RenderRoot(Template template) => RunTemplate(template, _root, new DataFrame(), partials: null);

    /// <summary>Renders one side of a block, as Handlebars' <c>options.fn</c> and <c>options.inverse</c>.</summary>
    public void RenderSide(Program? side, in TemplateValue context, in Scope scope, ReadOnlySpan<TemplateValue> parameters, DataFrame? data = null)
    {
        if (side is null)
            return;
        var declared = side.Parameters.Length > 0 ? new ParameterNode(parameters.ToArray(), scope.Parameters) : scope.Parameters;
        RunBody(side, new Scope(context, Step(scope.Contexts, context), declared, data ?? scope.Data, scope.Unit, null), scope.Contexts);
    }

    /// <summary>Renders one side of a block to text.</summary>
    public string Capture(Program? side, in TemplateValue context, in Scope scope)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (_output.Redirect(buffer))
            RenderSide(side, context, scope, []);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The contexts seen from inside a block: one more, unless the block is rendered in the context around it.</summary>
    private static ContextNode? Step(ContextNode? contexts, in TemplateValue context)
    {
        var current = contexts?.Value ?? TemplateValue.Undefined;
        var isStandIn = current.Kind == TemplateValueKind.Null && ReferenceEquals(context.Reference, EmptyContext.Instance);
        return isStandIn || TemplateValue.LooselyEqual(context, current) ? contexts : new ContextNode(context, contexts);
    }

    /// <summary>Runs a program's statements.</summary>
    /// <param name="program">The program.</param>
    /// <param name="entry">What is in sight in it, but for the inline partials.</param>
    /// <param name="around">The contexts of the place where it stands, which its inline partials step out to.</param>
    private void RunBody(Program program, in Scope entry, ContextNode? around)
    {
        RenderBudget.EnsureStack(program.Position);
        _budget.Step(program.Position);
        var unit = entry.Unit;
        var outer = unit.Partials;
        if (program.Inlines.Length > 0)
            unit.Partials = Define(program, unit, around, entry.Parameters, outer);
        var scope = entry with { Partials = unit.Partials };
        foreach (var statement in program.Statements)
            Run(statement, scope);
        if (program.Inlines.Length > 0)
            unit.Partials = outer;
    }

    private void Run(Statement statement, in Scope scope)
    {
        _budget.Step(statement.Position);
        switch (statement)
        {
            case TextStatement text:
                _output.Write(text.Utf8.Span);
                break;
            case OutputStatement { IsEscaped: true } output:
                WriteEscaped(Evaluate(output.Call, scope));
                break;
            case OutputStatement output:
                WriteUnescaped(Evaluate(output.Call, scope));
                break;
            case BlockStatement block:
                RunBlock(block, scope);
                break;
            case PartialStatement partial:
                RunPartial(partial, scope);
                break;
        }
    }
}
