using MicroSeg.Templates.Syntax;

namespace MicroSeg.Templates.Analysis;

internal sealed partial class Analyzer
{
    /// <summary>Whether a call is one of a helper, known or not.</summary>
    private bool IsHelper(CallExpression call, AnalysisScope scope)
        => call.Kind == CallKind.Helper || (call.Kind == CallKind.Ambiguous && helpers.TryGet(call.Name, out _));

    /// <summary>Checks a call and what it is given.</summary>
    /// <returns>What it yields.</returns>
    private ShapedValue VisitCall(CallExpression call, AnalysisScope scope, bool isBlock)
    {
        if (call.Kind == CallKind.Path)
            return Read(call.Path, TemplateReadUsage.Argument, scope);
        Check(call, scope, isBlock);
        if (call.Name == BuiltIns.Lookup && call.Kind == CallKind.Helper && call.Arguments.Length == 2)
            return VisitLookup(call, scope);
        foreach (var argument in call.Arguments)
            ValueOf(argument, TemplateReadUsage.Argument, scope);
        foreach (var pair in call.Hash)
            ValueOf(pair.Value, TemplateReadUsage.Argument, scope);
        return ShapedValue.Unknown;
    }

    private void Check(CallExpression call, AnalysisScope scope, bool isBlock)
    {
        if (BuiltIns.IsKnown(call.Name))
        {
            if (CallRules.Check(call) is { } problem)
                Find(TemplateErrorCodes.HelperArguments, problem, call.Position, call.Name, null, scope);
            else if (!isBlock && BuiltIns.IsBlockOnly(call.Name))
                Find(TemplateErrorCodes.HelperArguments, $"'{call.Name}' can only be used as a block", call.Position, call.Name, null, scope);
            return;
        }

        if (!call.Path.IsSimple || !helpers.TryGet(call.Name, out var helper))
        {
            var suggestion = NearestName.Of(call.Path.Original, helpers.All.Select(static known => known.Name));
            Find(TemplateErrorCodes.UnknownHelper, $"There is no helper '{call.Path.Original}'", call.Position, call.Path.Original, suggestion, scope);
        }
        else if (CallRules.Check(helper, call) is { } problem)
        {
            Find(TemplateErrorCodes.HelperArguments, problem, call.Position, call.Name, null, scope);
        }
        else if (helper.IsBlock && !isBlock)
        {
            Find(TemplateErrorCodes.HelperArguments, $"'{call.Name}' can only be used as a block", call.Position, call.Name, null, scope);
        }
    }

    /// <summary>With a literal key a lookup is a path; otherwise it may read every member.</summary>
    private ShapedValue VisitLookup(CallExpression call, AnalysisScope scope)
    {
        if (call.Arguments[1] is LiteralExpression key)
        {
            var source = ValueOf(call.Arguments[0], usage: null, scope);
            var value = Member(source, key.Text, key.Position, scope);
            Note(value, TemplateReadUsage.Argument, call.Position, scope);
            return value;
        }

        var whole = ValueOf(call.Arguments[0], TemplateReadUsage.Argument, scope);
        ValueOf(call.Arguments[1], TemplateReadUsage.Argument, scope);
        return ElementOf(whole);
    }

    private ShapedValue ValueOf(Expression expression, TemplateReadUsage? usage, AnalysisScope scope)
    {
        switch (expression)
        {
            case PathExpression path:
                return Read(path, usage, scope);
            case CallExpression call:
                return VisitCall(call, scope, isBlock: false);
            default:
                return ShapedValue.Scalar;
        }
    }
}
