using System.Collections.Immutable;
using MicroSeg.GraphQL.Language.Ast;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Validation;

/// <summary>Holds documents against the rules of section 5. A document without errors can be executed.</summary>
internal static class DocumentValidator
{
    /// <summary>Checks an executable document.</summary>
    public static ImmutableArray<GraphQLError> Validate(GraphQLSchema schema, DocumentNode document, ValidationOptions? options = null)
        => Run(schema, document, ValidationRules.Executable, options ?? ValidationOptions.Default);

    /// <summary>Checks definitions of types, and what they add to a schema if there is one.</summary>
    public static ImmutableArray<GraphQLError> ValidateSdl(GraphQLSchema? schema, DocumentNode document)
        => Run(schema, document, ValidationRules.Sdl, ValidationOptions.Default with { MaxWork = int.MaxValue });

    /// <summary>Checks a document against some rules only.</summary>
    public static ImmutableArray<GraphQLError> Run(GraphQLSchema? schema, DocumentNode document, ImmutableArray<ValidationRule> rules, ValidationOptions options)
    {
        var context = new ValidationContext(schema, document, options);
        try
        {
            new RuleWalk(context, [.. rules.Select(rule => rule.Begin(context))]).Walk(document);
        }
        catch (ValidationAbortedException aborted)
        {
            return [.. context.Errors, aborted.Error];
        }

        return [.. context.Errors];
    }
}
