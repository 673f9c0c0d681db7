using System.Collections.Immutable;
using System.Globalization;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.TypeSystem;

/// <summary>Defaults as introspection and printed schemas show them: coerced, then written again, as GraphQL.js does.</summary>
/// <remarks>A single item of a list gets its brackets, an input object its fields' own defaults, and numbers their shortest form.</remarks>
internal static class DefaultLiterals
{
    /// <summary>The default; null if there is none, or if it does not fit the type.</summary>
    public static ValueNode? Of(InputValueDefinition input) => input.Default is null ? null : Write(input.Default, input.Type);

    private static ValueNode? Write(ValueNode literal, GraphQLType type) => (literal, type) switch
    {
        (NullValueNode, NonNullType) => null,
        (_, NonNullType nonNull) => Write(literal, nonNull.Nullable),
        (NullValueNode, _) => literal,
        (ListValueNode list, ListType of) => Items(list, of.Item),
        (_, ListType of) => Write(literal, of.Item) is { } item ? List(literal, [item]) : null,
        (ObjectValueNode record, InputObjectDefinition of) => Record(record, of),
        (EnumValueNode name, EnumDefinition of) => of.Values.Find(name.Value) is null ? null : name,
        (_, ScalarDefinition scalar) => Scalar(literal, scalar),
        _ => null,
    };

    private static ListValueNode? Items(ListValueNode list, GraphQLType type)
    {
        var items = list.Values.Select(item => Write(item, type)).OfType<ValueNode>().ToImmutableArray();
        return items.Length == list.Values.Length ? List(list, items) : null;
    }

    private static ListValueNode List(ValueNode at, ImmutableArray<ValueNode> items) => new() { Location = at.Location, Values = items };

    private static ObjectValueNode? Record(ObjectValueNode record, InputObjectDefinition type)
    {
        var fields = ImmutableArray.CreateBuilder<ObjectFieldNode>();
        foreach (var field in type.Fields)
        {
            var given = record.Fields.FirstOrDefault(given => given.Name.Value == field.Name);
            var value = given is null ? Of(field) : Write(given.Value, field.Type);
            if (value is not null)
                fields.Add(new ObjectFieldNode { Location = record.Location, Name = new NameNode { Location = record.Location, Value = field.Name }, Value = value });
            else if (given is not null || field.IsRequired)
                return null;
        }

        return new ObjectValueNode { Location = record.Location, Fields = fields.ToImmutable() };
    }

    private static ValueNode? Scalar(ValueNode literal, ScalarDefinition scalar)
    {
        if (!scalar.Coercion.Literal(literal).IsValid)
            return null;
        return literal switch
        {
            StringValueNode text when scalar.Name == "ID" && IsInteger(text.Value) => new IntValueNode { Location = text.Location, Value = text.Value },
            StringValueNode text => new StringValueNode { Location = text.Location, Value = text.Value },
            IntValueNode number when scalar.Name == "ID" => number,
            IntValueNode number => Number(number, double.Parse(number.Value, CultureInfo.InvariantCulture)),
            FloatValueNode number => Number(number, double.Parse(number.Value, CultureInfo.InvariantCulture)),
            _ => literal,
        };
    }

    private static ValueNode Number(ValueNode at, double value)
    {
        var text = ShortestNumber.Of(value);
        return IsInteger(text) ? new IntValueNode { Location = at.Location, Value = text } : new FloatValueNode { Location = at.Location, Value = text };
    }

    private static bool IsInteger(string text)
    {
        var digits = text.AsSpan(text.StartsWith('-') ? 1 : 0);
        return digits.Length > 0 && digits.IndexOfAnyExceptInRange('0', '9') < 0 && (digits.Length == 1 || digits[0] != '0');
    }
}
