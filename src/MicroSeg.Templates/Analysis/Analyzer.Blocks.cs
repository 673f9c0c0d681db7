using MicroSeg.Templates.Syntax;

namespace MicroSeg.Templates.Analysis;

internal sealed partial class Analyzer
{
    private void VisitBlock(BlockStatement block, AnalysisScope scope)
    {
        if (!IsHelper(block.Call, scope))
            VisitSection(block, scope);
        else if (BuiltIns.IsBlockOnly(block.Call.Name) && block.Call.Arguments.Length == 1)
            VisitBuiltIn(block, scope);
        else
            VisitHelperBlock(block, scope);
    }

    /// <summary>A host's helper may render its block in any context; the block parameters are taken for anything.</summary>
    private void VisitHelperBlock(BlockStatement block, AnalysisScope scope)
    {
        VisitCall(block.Call, scope, isBlock: true);
        Visit(block.Body, scope, [ShapedValue.Unknown, ShapedValue.Unknown]);
        Visit(block.Inverse, scope, []);
    }

    private void VisitBuiltIn(BlockStatement block, AnalysisScope scope)
    {
        Check(block.Call, scope, isBlock: true);
        foreach (var pair in block.Call.Hash)
            ValueOf(pair.Value, TemplateReadUsage.Argument, scope);
        var subject = block.Call.Arguments[0];
        switch (block.Call.Name)
        {
            case BuiltIns.Each:
                VisitEach(block, ValueOf(subject, TemplateReadUsage.Iteration, scope), scope);
                return;
            case BuiltIns.With:
                var value = ValueOf(subject, TemplateReadUsage.Context, scope);
                Visit(block.Body, scope.Enter(value), [value]);
                break;
            default:
                ValueOf(subject, TemplateReadUsage.Condition, scope);
                Visit(block.Body, scope, []);
                break;
        }

        Visit(block.Inverse, scope, []);
    }

    private void VisitEach(BlockStatement block, ShapedValue value, AnalysisScope scope)
    {
        var element = ElementOf(value);
        var inside = scope.Enter(element) with { Variables = new VariableFrame(true, scope.Variables.Block, scope.Variables) };
        Visit(block.Body, inside, [element, ShapedValue.Scalar]);
        Visit(block.Inverse, scope, []);
    }

    /// <summary>A block that is named for a field. Of a scalar it is taken for a condition, which keeps the context.</summary>
    private void VisitSection(BlockStatement block, AnalysisScope scope)
    {
        var value = Resolve(block.Call.Path, scope);
        var usage = value.Shape.Kind switch
        {
            TemplateShapeKind.List => TemplateReadUsage.Iteration,
            TemplateShapeKind.Scalar => TemplateReadUsage.Condition,
            _ => TemplateReadUsage.Context,
        };
        Note(value, usage, block.Call.Position, scope);
        if (usage == TemplateReadUsage.Iteration)
        {
            VisitEach(block, value, scope);
            return;
        }

        Visit(block.Body, usage == TemplateReadUsage.Context ? scope.Enter(value) : scope, [ShapedValue.Unknown]);
        Visit(block.Inverse, scope, []);
    }
}
