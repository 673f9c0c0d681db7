using System.Collections;
using System.Collections.Immutable;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Execution;

/// <content>Section 6.4.3: value completion.</content>
internal sealed partial class ExecutionRun
{
    /// <summary><c>CompleteValue(fieldType, fields, result, variableValues)</c>.</summary>
    private bool Complete(CollectedField field, GraphQLType type, object? value)
    {
        if (value is null)
        {
            if (type.IsNonNull)
                return Fail(field, GraphQLErrorCodes.NonNull, $"Cannot return null for non-nullable field {field.FullName}.");
            _output.WriteNull();
            return true;
        }

        return type.Nullable switch
        {
            ScalarDefinition scalar => CompleteScalar(field, scalar, value),
            ObjectDefinition concrete => ExecuteFields(field.Subfields(concrete), value),
            ListType list => CompleteList(field, list, value),
            EnumDefinition of => CompleteEnum(field, of, value),
            _ => ResolveType(field, type.Named, value) is { } concrete && ExecuteFields(field.Subfields(concrete), value),
        };
    }

    /// <summary><c>CoerceResult(leafType, value)</c> for scalars.</summary>
    private bool CompleteScalar(CollectedField field, ScalarDefinition type, object value)
    {
        var coerced = type.Coercion.Output(value);
        if (!coerced.IsValid)
            return Fail(field, GraphQLErrorCodes.Result, coerced.Error!);
        if (coerced.Value is null)
            _output.WriteNull();
        else
            _output.WriteValue(coerced.Value);
        return true;
    }

    /// <summary><c>CoerceResult(leafType, value)</c> for enums.</summary>
    private bool CompleteEnum(CollectedField field, EnumDefinition type, object value)
    {
        if (type.FindByValue(value) is not { } found)
            return Fail(field, GraphQLErrorCodes.Result, $"Enum \"{type}\" cannot represent value: {ShownValue.Of(value)}");
        _output.WriteString(found.Name);
        return true;
    }

    private bool CompleteList(CollectedField field, ListType type, object value)
    {
        if (value is string or IDictionary or not IEnumerable)
            return Fail(field, GraphQLErrorCodes.Result, $"Expected a list for field \"{field.FullName}\", but it gave {ShownValue.Of(value)}.");
        _output.Write((byte)'[');
        var isNullable = !type.Item.IsNonNull;
        var index = 0;
        foreach (var item in (IEnumerable)value)
        {
            if (index > 0)
                _output.Write((byte)',');
            var depth = _depth;
            Enter(key: null, index++, isNullable);
            if (!Leave(depth, CompleteItem(field, type.Item, item, depth)))
                return false;
        }

        _output.Write((byte)']');
        return true;
    }

    private bool CompleteItem(CollectedField field, GraphQLType type, object? item, int depth)
    {
        try
        {
            return Complete(field, type, item);
        }
        catch (Exception exception) when (!IsCancelled(exception))
        {
            return Fail(exception, field, depth + 1);
        }
    }

    /// <summary><c>ResolveAbstractType(abstractType, objectValue)</c>; null, with an error, if the value is of no possible type.</summary>
    private ObjectDefinition? ResolveType(CollectedField field, TypeDefinition type, object value)
    {
        ImmutableArray<ObjectDefinition> possible = Schema.PossibleTypes(type);
        if ((((IAbstractDefinition)type).TypeNameOf?.Invoke(value) ?? DefaultResolver.TypeNameOf(value)) is { } name)
        {
            if (possible.FirstOrDefault(candidate => candidate.Name == name) is { } named)
                return named;
            Fail(field, GraphQLErrorCodes.Result, $"Runtime Object type \"{name}\" is not a possible type for \"{type}\".");
            return null;
        }

        foreach (var candidate in possible)
        {
            if (candidate.IsTypeOf?.Invoke(value) == true)
                return candidate;
        }

        Fail(field, GraphQLErrorCodes.Result, $"Abstract type \"{type}\" must resolve to an Object type at runtime for field \"{field.FullName}\".");
        return null;
    }
}
