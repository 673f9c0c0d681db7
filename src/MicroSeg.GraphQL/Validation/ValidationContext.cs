using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using MicroSeg.GraphQL.Language.Ast;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Validation;

/// <summary>What all rules know of the document that is checked, and where they report to.</summary>
internal sealed partial class ValidationContext
{
    private readonly ValidationOptions _options;
    private readonly List<GraphQLError> _errors = [];
    private readonly TypeInfo? _types;
    private int _work;

    public ValidationContext(GraphQLSchema? schema, DocumentNode document, ValidationOptions options)
    {
        _options = options;
        ExistingSchema = schema;
        Document = document;
        _types = schema is null ? null : new TypeInfo(schema);
    }

    public DocumentNode Document { get; }

    /// <summary>The schema that an executable document is for.</summary>
    public GraphQLSchema Schema => ExistingSchema ?? throw new InvalidOperationException("This rule needs a schema");

    /// <summary>The schema that definitions of types add to; null if there is none.</summary>
    public GraphQLSchema? ExistingSchema { get; }

    public IReadOnlyList<GraphQLError> Errors => _errors;

    /// <summary>The nodes that lead to the present one, the document first.</summary>
    public List<SyntaxNode> Ancestors { get; } = [];

    /// <summary>What the schema says of the present place.</summary>
    public TypeInfo Types => _types ?? throw new InvalidOperationException("This rule needs a schema");

    public void Enter(SyntaxNode node) => _types?.Enter(node);

    public void Leave(SyntaxNode node) => _types?.Leave(node);

    public void Report(string code, string message, params ReadOnlySpan<SyntaxNode> nodes)
    {
        var locations = ImmutableArray.CreateBuilder<SourceLocation>(nodes.Length);
        foreach (var node in nodes)
            locations.Add(node.Location.Position);
        _errors.Add(new GraphQLError(code, message) { Locations = locations.ToImmutable() });
        if (_errors.Count >= _options.MaxErrors)
            throw new ValidationAbortedException(new GraphQLError(GraphQLErrorCodes.TooManyErrors, "Too many validation errors, error limit reached. Validation aborted."));
    }

    /// <summary>Counts steps that grow faster than the document.</summary>
    /// <exception cref="ValidationAbortedException">There are more than the options allow, or the stack nears its end.</exception>
    public void Spend(int steps = 1)
    {
        _work += steps;
        if (_work > _options.MaxWork || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new ValidationAbortedException(new GraphQLError(GraphQLErrorCodes.TooComplex, "The document is too complex to be validated."));
    }
}
