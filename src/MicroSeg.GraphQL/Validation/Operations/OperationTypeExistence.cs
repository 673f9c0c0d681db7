using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Validation.Operations;

/// <summary>Section 5.2.1.1: the schema has a root type for every operation.</summary>
internal sealed class OperationTypeExistence(ValidationContext context) : SyntaxVisitor
{
    public const string Code = "graphql.validation.operation_type_existence";

    public override bool Enter(SyntaxNode node)
    {
        if (node is DocumentNode)
            return true;
        if (node is OperationDefinitionNode operation && context.Schema.RootType(operation.Operation) is null)
            context.Report(Code, $"Schema is not configured to execute {operation.Operation.ToString().ToLowerInvariant()} operation.", operation);
        return false;
    }
}
