using System.Collections.Concurrent;
using System.Collections.Immutable;
using MicroSeg.GraphQL.Execution;
using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.TypeSystem;
using MicroSeg.GraphQL.Validation;

namespace MicroSeg.GraphQL.Protection;

/// <summary>Documents that were read and found valid, so that a document that returns costs neither again. Refused ones are not kept.</summary>
/// <param name="capacity">The most documents. When there are more, all are forgotten and the cache begins anew.</param>
/// <param name="maxLength">The longest document to keep, in characters; longer ones are read each time.</param>
public sealed class DocumentCache(GraphQLSchema schema, ParserOptions? parsing = null, ValidationOptions? validation = null, int capacity = 1000, int maxLength = 16 * 1024)
{
    private readonly ConcurrentDictionary<string, PreparedDocument> _documents = new(StringComparer.Ordinal);

    /// <summary>A valid document; null, with what is wrong, if it is none.</summary>
    public PreparedDocument? Find(string source, out ImmutableArray<GraphQLError> errors)
    {
        errors = [];
        if (_documents.TryGetValue(source, out var known))
            return known;
        if (!GraphQLDocument.TryParse(source, parsing, out var document, out var error))
        {
            errors = [error];
            return null;
        }

        errors = document.Validate(schema, validation);
        if (!errors.IsEmpty)
            return null;
        var prepared = new PreparedDocument(schema, document);
        if (source.Length > maxLength)
            return prepared;
        if (_documents.Count >= capacity)
            _documents.Clear();
        _documents[source] = prepared;
        return prepared;
    }
}
