using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Validation.Operations;

/// <summary>Section 5.2.3.1: an operation without a name is the only one of its document.</summary>
internal sealed class LoneAnonymousOperation(ValidationContext context) : SyntaxVisitor
{
    public const string Code = "graphql.validation.lone_anonymous_operation";

    private readonly int _operations = context.Document.Definitions.Count(definition => definition is OperationDefinitionNode);

    public override bool Enter(SyntaxNode node)
    {
        if (node is OperationDefinitionNode { Name: null } && _operations > 1)
            context.Report(Code, "This anonymous operation must be the only defined operation.", node);
        return node is DocumentNode;
    }
}
