using MicroSeg.GraphQL.Introspection;
using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Validation.Fragments;

/// <summary>Section 5.5.1.2: a type that is named exists. Also for variables, and for definitions of types.</summary>
internal sealed class KnownTypeNames : SyntaxVisitor
{
    public const string Code = "graphql.validation.known_type_names";

    private readonly ValidationContext _context;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public KnownTypeNames(ValidationContext context)
    {
        _context = context;
        _known.UnionWith(context.ExistingSchema?.Types.Select(type => type.Name) ?? []);
        _known.UnionWith(context.Document.Definitions.OfType<TypeDefinitionNode>().Where(type => !type.IsExtension).Select(type => type.Name.Value));
    }

    public override bool Enter(SyntaxNode node)
    {
        if (node is not NamedTypeNode { Name: var name } || _known.Contains(name.Value))
            return true;
        var isSdl = _context.Ancestors.Count > 1 && _context.Ancestors[1] is TypeSystemNode;
        if (isSdl && (BuiltInScalars.Contains(name.Value) || IntrospectionTypes.Contains(name.Value)))
            return true;
        _context.Report(Code, $"Unknown type \"{name}\".{Suggestions.DidYouMean(name.Value, _known)}", node);
        return true;
    }
}
