using MicroSeg.Templates.Syntax;

namespace MicroSeg.Templates.Rendering;

internal sealed partial class Renderer
{
    private void RunBlock(BlockStatement block, in Scope scope)
    {
        var call = block.Call;
        if (call.Kind == CallKind.Helper && BuiltIns.IsKnown(call.Name))
            RunBuiltIn(block, scope);
        else if (call.Kind != CallKind.Path && call.Path.IsSimple && _options.Helpers.TryGet(call.Name, out var helper))
            WriteUnescaped(Invoke(helper, call, scope, block));
        else if (call.Kind == CallKind.Helper)
            WriteUnescaped(Missing(call, scope));
        else
            RunSection(block, Resolve(call.Path, scope), scope);
    }

    private void RunBuiltIn(BlockStatement block, in Scope scope)
    {
        var call = block.Call;
        if (!BuiltIns.IsBlockOnly(call.Name))
        {
            WriteUnescaped(EvaluateBuiltIn(call, scope));
            return;
        }

        CheckArguments(call);
        var value = ValueOf(call.Arguments[0], scope);
        var here = EmptyContext.For(scope.Context);
        switch (call.Name)
        {
            case BuiltIns.If:
                RenderSide(Holds(value, call, scope) ? block.Body : block.Inverse, here, scope, []);
                break;
            case BuiltIns.Unless:
                RenderSide(Holds(value, call, scope) ? block.Inverse : block.Body, here, scope, []);
                break;
            case BuiltIns.With when value.IsEmpty:
                RenderSide(block.Inverse, here, scope, []);
                break;
            case BuiltIns.With:
                RenderSide(block.Body, value, scope, [value]);
                break;
            default:
                if (!RunEach(block, value, scope))
                    RenderSide(block.Inverse, here, scope, []);
                break;
        }
    }

    private bool Holds(in TemplateValue value, CallExpression call, in Scope scope)
    {
        var includesZero = false;
        foreach (var pair in call.Hash)
        {
            if (pair.Name is "includeZero")
                includesZero = ValueOf(pair.Value, scope).IsTruthy;
        }

        return !value.IsEmpty && (includesZero || value.IsTruthy);
    }

    /// <summary>A block that is named for a field: a condition, a loop or another context, by the field's value.</summary>
    private void RunSection(BlockStatement block, in TemplateValue value, in Scope scope)
    {
        if (value.Kind == TemplateValueKind.Boolean || value.IsNullish)
            RenderSide(value.IsTruthy ? block.Body : block.Inverse, scope.Context, scope, []);
        else if (value.Kind != TemplateValueKind.List)
            RenderSide(block.Body, value, scope, []);
        else if (!RunEach(block, value, scope))
            RenderSide(block.Inverse, scope.Context, scope, []);
    }

    /// <returns>Whether there was anything to go over.</returns>
    private bool RunEach(BlockStatement block, in TemplateValue value, in Scope scope)
    {
        var frame = new DataFrame(scope.Data);
        if (value.OwnMembers is { } members)
            return RunEachMember(block, members, frame, scope);

        var count = value.Count;
        for (var i = 0; i < count; i++)
        {
            _budget.Step(block.Position);
            var index = TemplateValue.From((double)i);
            frame.Iterate(index, i, i == count - 1);
            var element = value.ElementAt(i);
            RenderSide(block.Body, element, scope, [element, index], frame);
        }

        return count > 0;
    }

    private bool RunEachMember(BlockStatement block, ITemplateObject members, DataFrame frame, in Scope scope)
    {
        using var names = members.Names.GetEnumerator();
        var index = 0;
        var isLast = !names.MoveNext();
        while (!isLast)
        {
            _budget.Step(block.Position);
            var name = names.Current;
            isLast = !names.MoveNext();
            members.TryGet(name, out var member);
            var key = TemplateValue.From(name);
            frame.Iterate(key, index++, isLast);
            RenderSide(block.Body, member, scope, [member, key], frame);
        }

        return index > 0;
    }
}
