using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Validation.Variables;

/// <summary>Section 5.8.4: an operation uses the variables that it defines, itself or through fragments.</summary>
internal sealed class NoUnusedVariables(ValidationContext context) : SyntaxVisitor
{
    public const string Code = "graphql.validation.no_unused_variables";

    public override bool Enter(SyntaxNode node)
    {
        if (node is OperationDefinitionNode operation && !operation.VariableDefinitions.IsEmpty)
            Check(operation);
        return node is DocumentNode;
    }

    private void Check(OperationDefinitionNode operation)
    {
        var used = context.VariablesReachedBy(operation).Select(usage => usage.Variable.Name.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var definition in operation.VariableDefinitions.Where(definition => !used.Contains(definition.Variable.Name.Value)))
        {
            var where = operation.Name is null ? "" : $" in operation \"{operation.Name}\"";
            context.Report(Code, $"Variable \"{definition.Variable}\" is never used{where}.", definition);
        }
    }
}
