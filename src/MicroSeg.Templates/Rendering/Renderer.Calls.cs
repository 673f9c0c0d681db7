using MicroSeg.Templates.Syntax;

namespace MicroSeg.Templates.Rendering;

internal sealed partial class Renderer
{
    private TemplateValue[] _values = new TemplateValue[16];
    private int _valueCount;

    /// <summary>The value of what stands in an output tag or a sub-expression.</summary>
    private TemplateValue Evaluate(CallExpression call, in Scope scope)
    {
        if (call.Kind == CallKind.Path)
            return Resolve(call.Path, scope);
        if (call.Kind == CallKind.Helper && BuiltIns.IsKnown(call.Name))
            return EvaluateBuiltIn(call, scope);
        if (call.Path.IsSimple && _options.Helpers.TryGet(call.Name, out var helper))
            return Invoke(helper, call, scope, block: null);
        return call.Kind == CallKind.Ambiguous ? Resolve(call.Path, scope) : Missing(call, scope);
    }

    private TemplateValue EvaluateBuiltIn(CallExpression call, in Scope scope)
    {
        CheckArguments(call);
        switch (call.Name)
        {
            case BuiltIns.Lookup:
                var value = ValueOf(call.Arguments[0], scope);
                var key = ValueOf(call.Arguments[1], scope);
                if (!value.IsTruthy)
                    return value;
                _budget.Steps(key.Count, call.Position);
                return value.Get(key.Text ?? key.ToString());
            case BuiltIns.Log:
                return TemplateValue.Undefined;
            default:
                throw new TemplateRenderException(TemplateErrorCodes.HelperArguments, $"'{call.Name}' can only be used as a block", call.Position);
        }
    }

    /// <summary>A call that no helper answers. Without arguments it is a field that is not there.</summary>
    private TemplateValue Missing(CallExpression call, in Scope scope)
    {
        if (call.Arguments.Length == 0 && !Resolve(call.Path, scope).IsTruthy)
            return TemplateValue.Undefined;
        throw new TemplateRenderException(TemplateErrorCodes.UnknownHelper, $"There is no helper '{call.Path.Original}'", call.Position);
    }

    /// <summary>Calls a helper of the host's; with a block, what it yields is written.</summary>
    private TemplateValue Invoke(TemplateHelper helper, CallExpression call, in Scope scope, BlockStatement? block)
    {
        CheckArguments(helper, call);
        if (helper.IsBlock && block is null)
            throw new TemplateRenderException(TemplateErrorCodes.HelperArguments, $"'{helper.Name}' can only be used as a block", call.Position);

        var start = _valueCount;
        foreach (var argument in call.Arguments)
            Push(ValueOf(argument, scope));
        foreach (var pair in call.Hash)
            Push(ValueOf(pair.Value, scope));

        var values = _values.AsSpan(start, _valueCount - start);
        var hash = new HelperHash(call.Hash.AsSpan(), values[call.Arguments.Length..]);
        var input = new HelperCall(helper.Name, values[..call.Arguments.Length], hash, EmptyContext.For(scope.Context), _options, call.Position);
        var result = TemplateValue.Undefined;
        if (helper.BlockFunction is { } blockFunction)
            blockFunction(new BlockHelperCall(input, this, scope, block!));
        else
            result = helper.Function!(input);
        _valueCount = start;
        return result;
    }

    private void Push(in TemplateValue value)
    {
        if (_valueCount == _values.Length)
            Array.Resize(ref _values, _values.Length * 2);
        _values[_valueCount++] = value;
    }

    private static void CheckArguments(CallExpression call)
    {
        if (CallRules.Check(call) is { } problem)
            throw new TemplateRenderException(TemplateErrorCodes.HelperArguments, problem, call.Position);
    }

    private static void CheckArguments(TemplateHelper helper, CallExpression call)
    {
        if (CallRules.Check(helper, call) is { } problem)
            throw new TemplateRenderException(TemplateErrorCodes.HelperArguments, problem, call.Position);
    }
}
