using MicroSeg.GraphQL.Language.Ast;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Coercion;

/// <summary>Coerces the values in a document to input types ("Input Coercion" in sections 3.5 to 3.12).</summary>
/// <remarks>Validation has found what is wrong with literals; what may still fail here are variables that are null or missing.</remarks>
internal static class LiteralCoercion
{
    /// <summary>Coerces a value; false if it does not fit.</summary>
    public static bool TryCoerce(ValueNode literal, GraphQLType type, VariableValues variables, out object? value)
    {
        value = null;
        switch (literal, type)
        {
            case (VariableNode variable, _):
                // A variable was coerced already, and validation has seen to its type.
                return variables.TryGet(variable.Name.Value, out value) && (value is not null || !type.IsNonNull);
            case (NullValueNode, _):
                return !type.IsNonNull;
            case (_, NonNullType nonNull):
                return TryCoerce(literal, nonNull.Nullable, variables, out value);
            case (_, ListType list):
                return TryCoerceList(literal, list, variables, out value);
            case (ObjectValueNode record, InputObjectDefinition input):
                return TryCoerceRecord(record, input, variables, out value);
            case (EnumValueNode name, EnumDefinition of):
                value = of.Values.Find(name.Value)?.Value;
                return value is not null;
            case (_, ScalarDefinition scalar):
                var coerced = scalar.Coercion.Literal(WithValues(literal, variables));
                value = coerced.Value;
                return coerced.IsValid;
            default:
                return false;
        }
    }

    /// <summary>The default of an argument or input field; false if it has none.</summary>
    public static bool TryDefault(InputValueDefinition input, out object? value)
    {
        value = null;
        return input.Default is not null && TryCoerce(input.Default, input.Type, VariableValues.Empty, out value);
    }

    /// <summary>Whether a value is a variable that was not given.</summary>
    public static bool IsMissing(ValueNode literal, VariableValues variables) => literal is VariableNode variable && !variables.TryGet(variable.Name.Value, out _);

    private static bool TryCoerceList(ValueNode literal, ListType type, VariableValues variables, out object? value)
    {
        value = null;
        if (literal is not ListValueNode list)
        {
            if (!TryCoerce(literal, type.Item, variables, out var only))
                return false;
            value = new[] { only };
            return true;
        }

        var items = new object?[list.Values.Length];
        for (var i = 0; i < items.Length; i++)
        {
            // In a list a missing variable counts as null.
            var isNull = IsMissing(list.Values[i], variables);
            if (isNull ? type.Item.IsNonNull : !TryCoerce(list.Values[i], type.Item, variables, out items[i]))
                return false;
        }

        value = items;
        return true;
    }

    private static bool TryCoerceRecord(ObjectValueNode record, InputObjectDefinition type, VariableValues variables, out object? value)
    {
        value = null;
        var fields = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in type.Fields)
        {
            var given = record.Fields.LastOrDefault(given => given.Name.Value == field.Name);
            object? coerced;
            if (given is null || IsMissing(given.Value, variables))
            {
                if (TryDefault(field, out coerced))
                    fields[field.Name] = coerced;
                else if (field.Type.IsNonNull)
                    return false;
            }
            else if (TryCoerce(given.Value, field.Type, variables, out coerced))
            {
                fields[field.Name] = coerced;
            }
            else
            {
                return false;
            }
        }

        var isKnown = record.Fields.All(field => type.Fields.Find(field.Name.Value) is not null);
        if (!isKnown || (type.IsOneOf && (record.Fields.Length != 1 || fields.Count != 1 || fields.First().Value is null)))
            return false;
        value = type.Create?.Invoke(fields) ?? fields;
        return true;
    }

    /// <summary>A scalar may take lists and objects, which may hold variables; these are put in as the values they stand for.</summary>
    private static ValueNode WithValues(ValueNode literal, VariableValues variables) => literal switch
    {
        ListValueNode list => new ListValueNode { Location = list.Location, Values = [.. list.Values.Select(item => WithValues(item, variables))] },
        ObjectValueNode record => new ObjectValueNode
        {
            Location = record.Location,
            Fields = [.. record.Fields.Select(field => new ObjectFieldNode { Location = field.Location, Name = field.Name, Value = WithValues(field.Value, variables) })],
        },
        VariableNode variable => ValueLiterals.Of(variables.TryGet(variable.Name.Value, out var value) ? value : null, literal.Location),
        _ => literal,
    };
}
