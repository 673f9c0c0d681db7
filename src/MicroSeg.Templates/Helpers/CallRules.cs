using MicroSeg.Templates.Syntax;

namespace MicroSeg.Templates;

/// <summary>What a call may look like. Asked by the analysis and, for templates that were not analysed, by the renderer.</summary>
internal static class CallRules
{
    /// <summary>What is wrong with a call of a built-in helper; null if nothing is.</summary>
    public static string? Check(CallExpression call)
        => BuiltIns.Arity(call.Name) is { } arity ? Count(call, arity.Min, arity.Max) : $"'{call.Name}' cannot be called";

    /// <summary>What is wrong with a call of a host's helper; null if nothing is.</summary>
    public static string? Check(TemplateHelper helper, CallExpression call)
    {
        if (Count(call, helper.MinArguments, helper.MaxArguments) is { } problem)
            return problem;
        if (helper.HashNames is not { } names)
            return null;
        foreach (var pair in call.Hash)
        {
            if (!names.Contains(pair.Name, StringComparer.Ordinal))
                return $"'{helper.Name}' takes no argument named '{pair.Name}'";
        }

        return null;
    }

    private static string? Count(CallExpression call, int min, int max)
    {
        var count = call.Arguments.Length;
        if (count >= min && count <= max)
            return null;
        var wanted = min == max ? $"{min}" : max == int.MaxValue ? $"at least {min}" : $"{min} to {max}";
        return $"'{call.Name}' takes {wanted} argument{(wanted is "1" ? "" : "s")}, not {count}";
    }
}
