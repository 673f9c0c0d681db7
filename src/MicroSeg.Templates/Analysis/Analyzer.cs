using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using MicroSeg.Templates.Syntax;

namespace MicroSeg.Templates.Analysis;

/// <summary>Walks a template as the renderer would, both sides of every block, with shapes in place of values.</summary>
internal sealed partial class Analyzer(TemplateHelpers helpers, IReadOnlyDictionary<string, Template> partials)
{
    /// <summary>How many statements are followed, over all partials; beyond it partials multiply one another.</summary>
    private const int MaxSteps = 50_000;

    private readonly List<TemplateFinding> _findings = [];
    private readonly HashSet<TemplateFinding> _knownFindings = [];
    private readonly List<TemplateRead> _reads = [];
    private readonly HashSet<TemplateRead> _knownReads = [];
    private ShapedValue _root = ShapedValue.Unknown;
    private int _steps;

    public TemplateAnalysis Analyze(Template template, TemplateShape shape)
    {
        _root = new ShapedValue(shape, "");
        var variables = new VariableFrame(false, null, null);
        var scope = new AnalysisScope(_root, [_root], [], variables, ImmutableDictionary<string, InlineShape>.Empty, null);
        Visit(template.Root, scope, []);
        if (_steps > MaxSteps)
            Find(TemplateErrorCodes.TooManySteps, "Blocks and partials multiply one another: too much to follow", template.Root.Position, "", null, scope);
        return new TemplateAnalysis(_findings, _reads);
    }

    private void Visit(Program? program, AnalysisScope scope, ReadOnlySpan<ShapedValue> parameters)
    {
        if (program is null)
            return;
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            _steps = MaxSteps + 1;
            return;
        }

        if (program.Parameters.Length > 0)
            scope = scope with { Parameters = scope.Parameters.Push(parameters.ToArray()) };
        scope = Define(program, scope, scope);
        foreach (var statement in program.Statements)
        {
            if (++_steps > MaxSteps)
                return;
            Visit(statement, scope);
        }
    }

    private void Visit(Statement statement, AnalysisScope scope)
    {
        switch (statement)
        {
            case OutputStatement output:
                VisitOutput(output, scope);
                break;
            case BlockStatement block:
                VisitBlock(block, scope);
                break;
            case PartialStatement partial:
                VisitPartial(partial, scope);
                break;
        }
    }

    private void VisitOutput(OutputStatement output, AnalysisScope scope)
    {
        if (IsHelper(output.Call, scope))
            VisitCall(output.Call, scope, isBlock: false);
        else
            Read(output.Call.Path, TemplateReadUsage.Output, scope, output.IsEscaped);
    }

    private void Find(string code, string message, SourcePosition position, string name, string? suggestion, AnalysisScope scope)
    {
        var finding = new TemplateFinding(code, message, position.Line, position.Column, name, suggestion, scope.Partial);
        if (_knownFindings.Add(finding))
            _findings.Add(finding);
    }

    private void Note(ShapedValue value, TemplateReadUsage? usage, SourcePosition position, AnalysisScope scope, bool isEscaped = false)
    {
        if (value.Path is null || usage is null)
            return;
        var read = new TemplateRead(value.Path, usage.Value, isEscaped, position.Line, position.Column, scope.Partial) { IsInPartial = _running.Count > 0 };
        if (_knownReads.Add(read))
            _reads.Add(read);
    }
}
