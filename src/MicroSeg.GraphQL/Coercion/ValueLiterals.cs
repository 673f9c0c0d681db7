using System.Globalization;
using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Coercion;

/// <summary>Writes plain values as literals, where no type says how.</summary>
internal static class ValueLiterals
{
    public static ValueNode Of(object? value, Location at) => value switch
    {
        null => new NullValueNode { Location = at },
        bool boolean => new BooleanValueNode { Location = at, Value = boolean },
        int or long => new IntValueNode { Location = at, Value = ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture) },
        double number => new FloatValueNode { Location = at, Value = TypeSystem.ShortestNumber.Of(number) },
        IReadOnlyDictionary<string, object?> record => new ObjectValueNode { Location = at, Fields = [.. record.Select(field => Field(field.Key, field.Value, at))] },
        IReadOnlyList<object?> list => new ListValueNode { Location = at, Values = [.. list.Select(item => Of(item, at))] },
        _ => new StringValueNode { Location = at, Value = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "" },
    };

    private static ObjectFieldNode Field(string name, object? value, Location at)
        => new() { Location = at, Name = new NameNode { Location = at, Value = name }, Value = Of(value, at) };
}
