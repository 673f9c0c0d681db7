using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Validation.Variables;

/// <summary>Section 5.8.5: a variable's type fits every place where it is used.</summary>
internal sealed class VariablesInAllowedPosition(ValidationContext context) : SyntaxVisitor
{
    public const string Code = "graphql.validation.variables_in_allowed_position";

    public override bool Enter(SyntaxNode node)
    {
        if (node is OperationDefinitionNode operation && !operation.VariableDefinitions.IsEmpty)
            Check(operation);
        return node is DocumentNode;
    }

    private void Check(OperationDefinitionNode operation)
    {
        var definitions = new Dictionary<string, VariableDefinitionNode>(StringComparer.Ordinal);
        foreach (var definition in operation.VariableDefinitions)
            definitions[definition.Variable.Name.Value] = definition;
        foreach (var usage in context.VariablesReachedBy(operation))
        {
            if (definitions.TryGetValue(usage.Variable.Name.Value, out var definition) && usage.Type is { } expected && context.Schema.FindType(definition.Type) is { } type)
                Check(usage, definition, type, expected);
        }
    }

    private void Check(VariableUsage usage, VariableDefinitionNode definition, GraphQLType type, GraphQLType expected)
    {
        if (!IsAllowed(type, definition.DefaultValue, expected, usage.HasDefault))
            context.Report(Code, $"Variable \"{usage.Variable}\" of type \"{type}\" used in position expecting type \"{expected}\".", definition, usage.Variable);
        if (usage.ParentType is InputObjectDefinition { IsOneOf: true } && !type.IsNonNull)
            context.Report(Code, $"Variable \"{usage.Variable}\" is of type \"{type}\" but must be non-nullable to be used for OneOf Input Object \"{usage.ParentType}\".", definition, usage.Variable);
    }

    /// <summary><c>IsVariableUsageAllowed(variableDefinition, variableUsage)</c>: a default makes up for null.</summary>
    private bool IsAllowed(GraphQLType type, ValueNode? defaultValue, GraphQLType expected, bool hasDefault)
    {
        if (!expected.IsNonNull || type.IsNonNull)
            return TypeComparison.IsSubType(context.Schema, type, expected);
        return (hasDefault || defaultValue is not (null or NullValueNode)) && TypeComparison.IsSubType(context.Schema, type, expected.Nullable);
    }
}
