using MicroSeg.Templates;

namespace MicroSeg.Api.Blocks.Helpers;

/// <summary>What conditions are made of: <c>{{#if (gt price 100)}}</c>.</summary>
internal static partial class MailHelpers
{
    private static TemplateHelper[] Comparisons =>
    [
        Comparison("eq", static (a, b) => AreEqual(a, b)),
        Comparison("ne", static (a, b) => !AreEqual(a, b)),
        Comparison("gt", static (a, b) => Compare(a, b) > 0),
        Comparison("gte", static (a, b) => Compare(a, b) >= 0),
        Comparison("lt", static (a, b) => Compare(a, b) < 0),
        Comparison("lte", static (a, b) => Compare(a, b) <= 0),
        new TemplateHelper("and", static call => Every(call, wanted: true)) { MinArguments = 1 },
        new TemplateHelper("or", static call => TemplateValue.From(!Every(call, wanted: false).AsBoolean())) { MinArguments = 1 },
        new TemplateHelper("not", static call => TemplateValue.From(!IsTrue(call[0]))) { MinArguments = 1, MaxArguments = 1 },
    ];

    private static TemplateHelper Comparison(string name, Func<TemplateValue, TemplateValue, bool> holds) =>
        new(name, call => TemplateValue.From(holds(call[0], call[1]))) { MinArguments = 2, MaxArguments = 2 };

    private static TemplateValue Every(HelperCall call, bool wanted)
    {
        foreach (var argument in call.Arguments)
        {
            if (IsTrue(argument) != wanted)
                return TemplateValue.False;
        }

        return TemplateValue.True;
    }

    /// <summary>What <c>if</c> takes for true: not nothing, false, zero, empty text or an empty list.</summary>
    private static bool IsTrue(TemplateValue value) => value.Kind switch
    {
        TemplateValueKind.Undefined or TemplateValueKind.Null => false,
        TemplateValueKind.Boolean => value.AsBoolean(),
        TemplateValueKind.Number or TemplateValueKind.Decimal => value.AsDouble() is not (0 or double.NaN),
        TemplateValueKind.String or TemplateValueKind.SafeString => value.Text!.Length > 0,
        TemplateValueKind.List => value.Count > 0,
        _ => true,
    };

    private static bool AreEqual(TemplateValue left, TemplateValue right)
    {
        if (left.IsNullish || right.IsNullish)
            return left.IsNullish && right.IsNullish;
        if (left.TryGetDecimal(out var a) && right.TryGetDecimal(out var b))
            return a == b;
        if (left.Text is { } text && right.Text is { } other)
            return text == other;
        return left.Kind == TemplateValueKind.Boolean && right.Kind == TemplateValueKind.Boolean && left.AsBoolean() == right.AsBoolean();
    }

    /// <summary>Numbers by size, texts (dates among them) by their characters; anything else compares with nothing.</summary>
    private static int? Compare(TemplateValue left, TemplateValue right)
    {
        if (left.TryGetDecimal(out var a) && right.TryGetDecimal(out var b))
            return a.CompareTo(b);
        return left.Text is { } text && right.Text is { } other ? string.CompareOrdinal(text, other) : null;
    }
}
