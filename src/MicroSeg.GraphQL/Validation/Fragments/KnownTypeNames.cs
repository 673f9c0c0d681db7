using MicroSeg.GraphQL.Introspection;
using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Validation.Fragments;

/// <summary>Section 5.5.1.2: a type that is named exists. Also for variables, and for definitions of types.</summary>
internal sealed class KnownTypeNames(ValidationContext context) : SyntaxVisitor
{
    public const string Code = "graphql.validation.known_type_names";

    private readonly HashSet<string> _own = [.. context.Document.Definitions.OfType<TypeDefinitionNode>().Where(type => !type.IsExtension).Select(type => type.Name.Value)];

    public override bool Enter(SyntaxNode node)
    {
        if (node is not NamedTypeNode { Name: var name } || context.ExistingSchema?.Types.Find(name.Value) is not null || _own.Contains(name.Value))
            return true;
        var isSdl = context.Ancestors.Count > 1 && context.Ancestors[1] is TypeSystemNode;
        if (isSdl && (BuiltInScalars.Contains(name.Value) || IntrospectionTypes.Contains(name.Value)))
            return true;
        var known = _own.Concat(context.ExistingSchema?.Types.Select(type => type.Name) ?? []);
        context.Report(Code, $"Unknown type \"{name}\".{Suggestions.DidYouMean(name.Value, known)}", node);
        return true;
    }
}
