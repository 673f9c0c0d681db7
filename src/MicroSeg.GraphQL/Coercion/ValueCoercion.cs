using MicroSeg.GraphQL.TypeSystem;
using MicroSeg.GraphQL.Validation;

namespace MicroSeg.GraphQL.Coercion;

/// <summary>Coerces plain values to input types ("Input Coercion" in sections 3.5 to 3.12) and collects what does not fit.</summary>
/// <param name="maxFindings">After how many findings to stop looking.</param>
internal sealed class ValueCoercion(int maxFindings)
{
    private readonly List<CoercionFinding> _findings = [];
    private readonly Stack<object> _path = new();

    /// <summary>What does not fit; the coerced value is of no use if there is any.</summary>
    public IReadOnlyList<CoercionFinding> Findings => _findings;

    public object? Coerce(object? value, GraphQLType type)
    {
        if (_findings.Count >= maxFindings)
            return null;
        switch (type)
        {
            case NonNullType when value is null:
                return Report(value, $"Expected non-nullable type \"{type}\" not to be null.");
            case NonNullType nonNull:
                return Coerce(value, nonNull.Nullable);
            case var _ when value is null:
                return null;
            case ListType list:
                return CoerceList(value, list);
            case InputObjectDefinition input when value is IReadOnlyDictionary<string, object?> record:
                return CoerceRecord(record, input);
            case InputObjectDefinition:
                return Report(value, $"Expected type \"{type}\" to be an object.");
            case EnumDefinition of:
                return CoerceEnum(value, of);
            default:
                var coerced = ((ScalarDefinition)type).Coercion.Input(value);
                return coerced.IsValid ? coerced.Value : Report(value, coerced.Error!);
        }
    }

    /// <summary>Section 3.11: a single value counts as a list of one.</summary>
    private object?[] CoerceList(object value, ListType type)
    {
        if (value is not IReadOnlyList<object?> list)
            return [Coerce(value, type.Item)];
        var items = new object?[list.Count];
        for (var i = 0; i < items.Length; i++)
            items[i] = CoerceAt(i, list[i], type.Item);
        return items;
    }

    private object? CoerceEnum(object value, EnumDefinition type)
    {
        if (value is not string name)
            return Report(value, $"Enum \"{type}\" cannot represent non-string value: {ShownValue.Of(value)}.");
        return type.Values.Find(name)?.Value
            ?? Report(value, $"Value \"{name}\" does not exist in \"{type}\" enum.{Suggestions.DidYouMean(name, type.Values.Select(known => known.Name))}");
    }

    /// <summary>Sections 3.10 and 3.10.1.</summary>
    private object? CoerceRecord(IReadOnlyDictionary<string, object?> record, InputObjectDefinition type)
    {
        var before = _findings.Count;
        var fields = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in type.Fields)
        {
            if (record.TryGetValue(field.Name, out var value))
                fields[field.Name] = CoerceAt(field.Name, value, field.Type);
            else if (LiteralCoercion.TryDefault(field, out var defaultValue))
                fields[field.Name] = defaultValue;
            else if (field.Type.IsNonNull)
                Report(record, $"Field \"{field.Name}\" of required type \"{field.Type}\" was not provided.");
        }

        foreach (var name in record.Keys.Where(name => type.Fields.Find(name) is null))
            Report(record, $"Field \"{name}\" is not defined by type \"{type}\".{Suggestions.DidYouMean(name, type.Fields.Select(known => known.Name))}");
        if (type.IsOneOf)
            CheckOneOf(record, fields.Keys, type);
        return _findings.Count > before ? null : type.Create?.Invoke(fields) ?? fields;
    }

    private void CheckOneOf(IReadOnlyDictionary<string, object?> record, Dictionary<string, object?>.KeyCollection given, InputObjectDefinition type)
    {
        if (given.Count != 1)
            Report(record, $"Exactly one key must be specified for OneOf type \"{type}\".");
        else if (record[given.First()] is null)
            ReportAt(given.First(), null, $"Field \"{given.First()}\" must be non-null.");
    }

    private object? CoerceAt(object step, object? value, GraphQLType type)
    {
        _path.Push(step);
        var coerced = Coerce(value, type);
        _path.Pop();
        return coerced;
    }

    private void ReportAt(object step, object? value, string message)
    {
        _path.Push(step);
        Report(value, message);
        _path.Pop();
    }

    private object? Report(object? value, string message)
    {
        if (_findings.Count < maxFindings)
            _findings.Add(new CoercionFinding([.. _path.Reverse()], value, message));
        return null;
    }
}
