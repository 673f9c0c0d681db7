using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Validation.Variables;

/// <summary>Section 5.8.3: an operation defines the variables that it uses, also through fragments.</summary>
internal sealed class NoUndefinedVariables(ValidationContext context) : SyntaxVisitor
{
    public const string Code = "graphql.validation.no_undefined_variables";

    public override bool Enter(SyntaxNode node)
    {
        if (node is OperationDefinitionNode operation)
            Check(operation);
        return node is DocumentNode;
    }

    private void Check(OperationDefinitionNode operation)
    {
        var defined = operation.VariableDefinitions.Select(variable => variable.Variable.Name.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var usage in context.VariablesReachedBy(operation).Where(usage => !defined.Contains(usage.Variable.Name.Value)))
        {
            var by = operation.Name is null ? "" : $" by operation \"{operation.Name}\"";
            context.Report(Code, $"Variable \"{usage.Variable}\" is not defined{by}.", usage.Variable, operation);
        }
    }
}
