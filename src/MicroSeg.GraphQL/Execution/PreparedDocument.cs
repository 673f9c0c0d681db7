using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using MicroSeg.GraphQL.Language.Ast;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Execution;

/// <summary>A document that was found valid, ready to be executed any number of times.</summary>
public sealed class PreparedDocument
{
    private readonly ImmutableArray<PreparedOperation> _operations;

    /// <summary>Prepares a document that was validated against the schema without errors.</summary>
    public PreparedDocument(GraphQLSchema schema, GraphQLDocument document)
    {
        Schema = schema;
        Root = document.Root;
        _operations = [.. document.Root.Definitions.OfType<OperationDefinitionNode>().Select(node => new PreparedOperation(schema, document.Root, node))];
    }

    internal GraphQLSchema Schema { get; }

    internal DocumentNode Root { get; }

    /// <summary><c>GetOperation(document, operationName)</c> of section 6.1.</summary>
    internal bool TryGetOperation(string? name, [NotNullWhen(true)] out PreparedOperation? operation, [NotNullWhen(false)] out GraphQLError? error)
    {
        error = null;
        operation = null;
        if (string.IsNullOrEmpty(name))
        {
            if (_operations.Length == 1)
                operation = _operations[0];
            else
                error = new GraphQLError(GraphQLErrorCodes.Operation, _operations.IsEmpty ? "Must provide an operation." : "Must provide operation name if query contains multiple operations.");
        }
        else
        {
            operation = _operations.FirstOrDefault(known => known.Node.Name?.Value == name);
            if (operation is null)
                error = new GraphQLError(GraphQLErrorCodes.Operation, $"Unknown operation named \"{name}\".");
        }

        return operation is not null;
    }
}
