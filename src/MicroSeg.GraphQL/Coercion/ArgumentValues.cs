using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using MicroSeg.GraphQL.Language.Ast;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Coercion;

/// <summary><c>CoerceArgumentValues(objectType, field, variableValues)</c> of section 6.4.1, for fields and directives alike.</summary>
internal static class ArgumentValues
{
    /// <summary>Coerces all arguments, or tells why one of them has no value.</summary>
    /// <param name="definitions">The arguments that the field or directive defines.</param>
    /// <param name="arguments">The arguments that the document gives.</param>
    /// <param name="node">The field or directive, where errors of arguments that are not there are placed.</param>
    public static bool TryCoerce(
        DefinitionList<InputValueDefinition> definitions,
        ImmutableArray<ArgumentNode> arguments,
        SyntaxNode node,
        VariableValues variables,
        [NotNullWhen(true)] out IReadOnlyDictionary<string, object?>? values,
        [NotNullWhen(false)] out GraphQLError? error)
    {
        values = null;
        error = null;
        if (definitions.Count == 0)
        {
            values = FrozenDictionary<string, object?>.Empty;
            return true;
        }

        var coerced = new Dictionary<string, object?>(definitions.Count, StringComparer.Ordinal);
        foreach (var definition in definitions)
        {
            error = Add(coerced, definition, arguments.LastOrDefault(argument => argument.Name.Value == definition.Name), node, variables);
            if (error is not null)
                return false;
        }

        values = coerced;
        return true;
    }

    private static GraphQLError? Add(Dictionary<string, object?> values, InputValueDefinition definition, ArgumentNode? argument, SyntaxNode node, VariableValues variables)
    {
        var (name, type) = (definition.Name, definition.Type);
        if (argument is null || LiteralCoercion.IsMissing(argument.Value, variables))
        {
            if (LiteralCoercion.TryDefault(definition, out var defaultValue))
                values[name] = defaultValue;
            else if (type.IsNonNull)
                return argument is null
                    ? Error(node, $"Argument \"{name}\" of required type \"{type}\" was not provided.")
                    : Error(argument.Value, $"Argument \"{name}\" of required type \"{type}\" was provided the variable \"{argument.Value}\" which was not provided a runtime value.");
            return null;
        }

        if (LiteralCoercion.TryCoerce(argument.Value, type, variables, out var value))
        {
            values[name] = value;
            return null;
        }

        var isNull = argument.Value is NullValueNode or VariableNode && type.IsNonNull;
        return Error(argument.Value, isNull ? $"Argument \"{name}\" of non-null type \"{type}\" must not be null." : $"Argument \"{name}\" has invalid value {argument.Value}.");
    }

    private static GraphQLError Error(SyntaxNode node, string message) => new(GraphQLErrorCodes.Argument, message) { Locations = [node.Location.Position] };
}
