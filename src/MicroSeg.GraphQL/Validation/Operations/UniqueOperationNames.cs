using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Validation.Operations;

/// <summary>Section 5.2.2.1: no two operations have the same name.</summary>
internal sealed class UniqueOperationNames(ValidationContext context) : SyntaxVisitor
{
    public const string Code = "graphql.validation.unique_operation_names";

    private readonly Dictionary<string, NameNode> _known = new(StringComparer.Ordinal);

    public override bool Enter(SyntaxNode node)
    {
        if (node is OperationDefinitionNode { Name: { } name } && !_known.TryAdd(name.Value, name))
            context.Report(Code, $"There can be only one operation named \"{name}\".", _known[name.Value], name);
        return node is DocumentNode;
    }
}
