using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Validation.Variables;

/// <summary>Section 5.8.1: an operation defines a variable once.</summary>
internal sealed class UniqueVariableNames(ValidationContext context) : SyntaxVisitor
{
    public const string Code = "graphql.validation.unique_variable_names";

    public override bool Enter(SyntaxNode node)
    {
        if (node is OperationDefinitionNode operation)
        {
            foreach (var names in UniqueNames.Repeated(operation.VariableDefinitions, variable => variable.Variable.Name))
                context.Report(Code, $"There can be only one variable named \"${names[0]}\".", names);
        }

        return node is DocumentNode;
    }
}
