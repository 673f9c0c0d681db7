using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Validation.Sdl;

/// <summary>Section 3.3.1: a schema names one root type for an operation.</summary>
internal sealed class UniqueOperationTypes(ValidationContext context) : SyntaxVisitor
{
    public const string Code = "graphql.validation.unique_operation_types";

    private readonly Dictionary<OperationType, OperationTypeDefinitionNode> _known = [];

    public override bool Enter(SyntaxNode node)
    {
        if (node is SchemaNode schema)
        {
            foreach (var operation in schema.OperationTypes)
                Check(operation);
        }

        return node is DocumentNode;
    }

    private void Check(OperationTypeDefinitionNode operation)
    {
        var name = operation.Operation.ToString().ToLowerInvariant();
        if (context.ExistingSchema?.RootType(operation.Operation) is not null)
            context.Report(Code, $"Type for {name} already defined in the schema. It cannot be redefined.", operation);
        else if (!_known.TryAdd(operation.Operation, operation))
            context.Report(Code, $"There can be only one {name} type in schema.", _known[operation.Operation], operation);
    }
}
