using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using MicroSeg.GraphQL.Language.Ast;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Coercion;

/// <summary>The coerced variables of one request: <c>CoerceVariableValues(schema, operation, variableValues)</c> of section 6.1.2.</summary>
internal sealed class VariableValues
{
    private const int MaxErrors = 50;

    private readonly FrozenDictionary<string, object?> _values;

    private VariableValues(Dictionary<string, object?> values) => _values = values.ToFrozenDictionary(StringComparer.Ordinal);

    public static VariableValues Empty { get; } = new([]);

    /// <summary>Coerces what a request brought to what its operation defines.</summary>
    /// <param name="inputs">Plain values, as <see cref="JsonInput"/> reads them.</param>
    /// <param name="errors">All that does not fit, each with the path to the value at fault; the result is of no use then.</param>
    public static VariableValues Coerce(
        GraphQLSchema schema, OperationDefinitionNode operation, IReadOnlyDictionary<string, object?> inputs, out ImmutableArray<GraphQLError> errors)
    {
        errors = [];
        if (operation.VariableDefinitions.IsEmpty)
            return Empty;
        var found = new List<GraphQLError>();
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var definition in operation.VariableDefinitions)
        {
            Coerce(schema, definition, inputs, values, found);
            if (found.Count >= MaxErrors)
                break;
        }

        errors = [.. found];
        return new VariableValues(values);
    }

    /// <summary>A variable's value; false if it was not given and has no default.</summary>
    public bool TryGet(string name, [MaybeNullWhen(false)] out object? value) => _values.TryGetValue(name, out value);

    private static void Coerce(
        GraphQLSchema schema, VariableDefinitionNode definition, IReadOnlyDictionary<string, object?> inputs, Dictionary<string, object?> values, List<GraphQLError> errors)
    {
        var name = definition.Variable.Name.Value;
        if (schema.FindType(definition.Type) is not { IsInput: true } type)
        {
            errors.Add(Error(definition.Type, $"Variable \"${name}\" expected value of type \"{definition.Type}\" which cannot be used as an input type."));
        }
        else if (!inputs.TryGetValue(name, out var input))
        {
            if (definition.DefaultValue is { } literal && LiteralCoercion.TryCoerce(literal, type, Empty, out var defaultValue))
                values[name] = defaultValue;
            else if (type.IsNonNull)
                errors.Add(Error(definition, $"Variable \"${name}\" of required type \"{type}\" was not provided."));
        }
        else if (input is null && type.IsNonNull)
        {
            errors.Add(Error(definition, $"Variable \"${name}\" of non-null type \"{type}\" must not be null."));
        }
        else
        {
            var coercion = new ValueCoercion(MaxErrors - errors.Count);
            values[name] = coercion.Coerce(input, type);
            errors.AddRange(coercion.Findings.Select(finding => Error(definition, name, finding)));
        }
    }

    private static GraphQLError Error(VariableDefinitionNode definition, string name, CoercionFinding finding)
    {
        var at = finding.Path.IsEmpty ? "" : $" at \"{name}{CoercionFinding.Show(finding.Path)}\"";
        var error = Error(definition, $"Variable \"${name}\" got invalid value {ShownValue.Of(finding.Value)}{at}; {finding.Message}");
        return error with { Extensions = error.Extensions.Add("inputPath", finding.Path.Insert(0, name)) };
    }

    private static GraphQLError Error(SyntaxNode node, string message) => new(GraphQLErrorCodes.Variable, message) { Locations = [node.Location.Position] };
}
