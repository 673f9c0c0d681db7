using MicroSeg.Templates.Syntax;

namespace MicroSeg.Templates.Analysis;

internal sealed partial class Analyzer
{
    /// <summary>Follows a path and notes the read.</summary>
    private ShapedValue Read(PathExpression path, TemplateReadUsage? usage, AnalysisScope scope, bool isEscaped = false)
    {
        var value = Resolve(path, scope);
        Note(value, usage, path.Position, scope, isEscaped);
        return value;
    }

    private ShapedValue Resolve(PathExpression path, AnalysisScope scope)
    {
        var from = 1;
        ShapedValue value;
        if (path.Parameter is { } parameter)
            value = ParameterOf(parameter, scope);
        else if (path.IsContext)
            return ContextAt(path, scope);
        else if (path.IsData)
            value = Variable(path, scope);
        else
            (value, from) = (ContextAt(path, scope), 0);

        for (var i = from; i < path.Parts.Length; i++)
            value = Member(value, path.Parts[i], path.Position, scope);
        return value;
    }

    private static ShapedValue ContextAt(PathExpression path, AnalysisScope scope)
    {
        if (path.Depth == 0)
            return scope.Context;
        var contexts = scope.Contexts;
        for (var depth = path.Depth; depth > 0 && !contexts.IsEmpty; depth--)
            contexts = contexts.Pop();
        return contexts.IsEmpty ? ShapedValue.Unknown : contexts.Peek();
    }

    private static ShapedValue ParameterOf(BlockParameterReference reference, AnalysisScope scope)
    {
        var levels = scope.Parameters;
        for (var level = reference.Level; level > 0 && !levels.IsEmpty; level--)
            levels = levels.Pop();
        return !levels.IsEmpty && reference.Index < levels.Peek().Length ? levels.Peek()[reference.Index] : ShapedValue.Unknown;
    }

    private ShapedValue Variable(PathExpression path, AnalysisScope scope)
    {
        VariableFrame? frame = scope.Variables;
        for (var depth = path.Depth; depth > 0 && frame is not null; depth--)
            frame = frame.Outer;
        switch (path.Parts[0])
        {
            case "root":
                return _root;
            case "partial-block":
                return ShapedValue.Unknown;
            case "index" or "key" or "first" or "last" when frame is { Iterates: true }:
                return ShapedValue.Scalar;
            default:
                Find(TemplateErrorCodes.UnknownVariable, $"Nothing here sets '{path.Original}'", path.Position, path.Original, null, scope);
                return ShapedValue.Unknown;
        }
    }

    private ShapedValue Member(ShapedValue value, string name, SourcePosition position, AnalysisScope scope)
    {
        if (value.Laid is { } laid && laid.TryGetValue(name, out var own))
            return own;
        var path = value.Path switch
        {
            null => null,
            "" => name,
            _ => $"{value.Path}.{name}",
        };
        switch (value.Shape.Kind)
        {
            case TemplateShapeKind.Any:
                return new ShapedValue(TemplateShape.Any, path);
            case TemplateShapeKind.Object when value.Shape.Members!.TryGetValue(name, out var member):
                return new ShapedValue(member, path);
            case TemplateShapeKind.List when ArrayIndex.TryParse(name, out _):
                return ElementOf(value);
            case TemplateShapeKind.List or TemplateShapeKind.Scalar when name is "length":
                return new ShapedValue(TemplateShape.Scalar, path);
            case TemplateShapeKind.Scalar when ArrayIndex.TryParse(name, out _):
                return new ShapedValue(TemplateShape.Scalar, path);
        }

        var known = (value.Shape.Members?.Keys ?? []).Concat(value.Laid?.Keys ?? []);
        var place = string.IsNullOrEmpty(value.Path) ? "" : $" in '{value.Path}'";
        Find(TemplateErrorCodes.UnknownField, $"There is no '{name}'{place}", position, name, NearestName.Of(name, known), scope);
        return ShapedValue.Unknown;
    }

    private static ShapedValue ElementOf(ShapedValue value)
        => new(value.Shape.Element ?? TemplateShape.Any, value.Path is null ? null : $"{value.Path}[]");
}
