using MicroSeg.Templates.Syntax;

namespace MicroSeg.Templates.Rendering;

internal sealed partial class Renderer
{
    private TemplateValue ValueOf(Expression expression, in Scope scope)
    {
        _budget.Step(expression.Position);
        RenderBudget.EnsureStack(expression.Position);
        return expression switch
        {
            LiteralExpression literal => literal.Value,
            PathExpression path => Resolve(path, scope),
            CallExpression call => Evaluate(call, scope),
            _ => TemplateValue.Undefined,
        };
    }

    private TemplateValue Resolve(PathExpression path, in Scope scope)
    {
        if (path.Parameter is { } parameter)
            return Descend(ParameterOf(parameter, scope), path, 1);
        if (path.IsContext)
            return ContextAt(path.Depth, scope);
        return path.IsData ? Variable(path, scope) : Descend(ContextAt(path.Depth, scope), path, 0);
    }

    private static TemplateValue Descend(TemplateValue value, PathExpression path, int from)
    {
        for (var i = from; i < path.Parts.Length && !value.IsNullish; i++)
            value = value.Get(path.Parts[i]);
        return value;
    }

    /// <summary>An <c>@</c> variable. Unlike other paths these stop at any false value, as Handlebars' do.</summary>
    private TemplateValue Variable(PathExpression path, in Scope scope)
    {
        DataFrame? frame = scope.Data;
        for (var i = 0; i < path.Depth && frame is not null; i++)
            frame = frame.Parent;
        if (frame is null)
            return TemplateValue.Undefined;

        var value = frame.Get(path.Parts[0], _root);
        for (var i = 1; i < path.Parts.Length && value.IsTruthy; i++)
            value = value.Get(path.Parts[i]);
        return value;
    }

    private static TemplateValue ContextAt(int depth, in Scope scope)
    {
        if (depth == 0)
            return scope.Context;
        var node = scope.Contexts;
        for (; depth > 0 && node is not null; depth--)
            node = node.Outer;
        return node?.Value ?? TemplateValue.Undefined;
    }

    private static TemplateValue ParameterOf(BlockParameterReference reference, in Scope scope)
    {
        var node = scope.Parameters;
        for (var level = reference.Level; level > 0 && node is not null; level--)
            node = node.Outer;
        return node?.Get(reference.Index) ?? TemplateValue.Undefined;
    }
}
