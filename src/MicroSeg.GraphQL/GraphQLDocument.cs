using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;
using MicroSeg.GraphQL.TypeSystem;
using MicroSeg.GraphQL.Validation;

namespace MicroSeg.GraphQL;

/// <summary>A document that has been read (section 2). It does not change, and may be validated and executed any number of times.</summary>
public sealed class GraphQLDocument
{
    private GraphQLDocument(DocumentNode root) => Root = root;

    internal DocumentNode Root { get; }

    /// <summary>Reads a document.</summary>
    /// <exception cref="GraphQLSyntaxException">It breaks the grammar or goes past a limit.</exception>
    public static GraphQLDocument Parse(string source, ParserOptions? options = null) => new(Parser.Parse(source, options));

    /// <summary>Reads a document, or tells what keeps it from being read.</summary>
    public static bool TryParse(string source, ParserOptions? options, [NotNullWhen(true)] out GraphQLDocument? document, [NotNullWhen(false)] out GraphQLError? error)
    {
        try
        {
            document = Parse(source, options);
            error = null;
            return true;
        }
        catch (GraphQLSyntaxException exception)
        {
            document = null;
            error = exception.Error;
            return false;
        }
    }

    /// <summary>Checks the document against a schema (section 5). It can be executed if there are no errors.</summary>
    public ImmutableArray<GraphQLError> Validate(GraphQLSchema schema, ValidationOptions? options = null) => DocumentValidator.Validate(schema, Root, options);

    /// <summary>The document as the printer lays it out.</summary>
    public override string ToString() => Root.ToString();
}
