using System.Globalization;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.TypeSystem;

/// <summary>What a literal stands for where no type says more: strings, numbers, booleans, lists and dictionaries. Variables count as null.</summary>
internal static class LiteralValue
{
    public static object? Of(ValueNode literal) => literal switch
    {
        IntValueNode number => Integer(number.Value),
        FloatValueNode number => double.Parse(number.Value, CultureInfo.InvariantCulture),
        StringValueNode text => text.Value,
        EnumValueNode name => name.Value,
        BooleanValueNode boolean => boolean.Value,
        ListValueNode list => list.Values.Select(Of).ToList(),
        ObjectValueNode record => Record(record),
        _ => null,
    };

    private static object Integer(string text)
    {
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var small))
            return small;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var large)
            ? large
            : double.Parse(text, CultureInfo.InvariantCulture);
    }

    private static Dictionary<string, object?> Record(ObjectValueNode literal)
    {
        var record = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in literal.Fields)
            record[field.Name.Value] = Of(field.Value);
        return record;
    }
}
