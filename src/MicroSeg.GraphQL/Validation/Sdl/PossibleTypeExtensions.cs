using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Validation.Sdl;

/// <summary>Sections 3.5 to 3.10, "Type Validation" of extensions: what is extended is defined, as the same kind of type.</summary>
internal sealed class PossibleTypeExtensions : SyntaxVisitor
{
    public const string Code = "graphql.validation.possible_type_extensions";

    private readonly ValidationContext _context;
    private readonly Dictionary<string, TypeDefinitionNode> _defined = new(StringComparer.Ordinal);

    public PossibleTypeExtensions(ValidationContext context)
    {
        _context = context;
        foreach (var type in context.Document.Definitions.OfType<TypeDefinitionNode>().Where(type => !type.IsExtension))
            _defined[type.Name.Value] = type;
    }

    public override bool Enter(SyntaxNode node)
    {
        if (node is TypeDefinitionNode { IsExtension: true } extension)
            Check(extension);
        return node is DocumentNode;
    }

    private void Check(TypeDefinitionNode extension)
    {
        var name = extension.Name.Value;
        var existing = _context.ExistingSchema?.Types.Find(name);
        var kind = _defined.TryGetValue(name, out var definition) ? definition.DefinitionKind : KindOf(existing);
        if (kind is null)
        {
            var known = _defined.Keys.Concat(_context.ExistingSchema?.Types.Select(type => type.Name) ?? []);
            _context.Report(Code, $"Cannot extend type \"{name}\" because it is not defined.{Suggestions.DidYouMean(name, known)}", extension.Name);
        }
        else if (kind != extension.DefinitionKind)
        {
            var message = $"Cannot extend non-{Word(extension)} type \"{name}\".";
            _context.Report(Code, message, definition is null ? [extension] : [definition, extension]);
        }
    }

    private static SyntaxKind? KindOf(TypeDefinition? type) => type switch
    {
        ScalarDefinition => SyntaxKind.ScalarTypeDefinition,
        ObjectDefinition => SyntaxKind.ObjectTypeDefinition,
        InterfaceDefinition => SyntaxKind.InterfaceTypeDefinition,
        UnionDefinition => SyntaxKind.UnionTypeDefinition,
        EnumDefinition => SyntaxKind.EnumTypeDefinition,
        InputObjectDefinition => SyntaxKind.InputObjectTypeDefinition,
        _ => null,
    };

    private static string Word(TypeDefinitionNode extension) => extension switch
    {
        ScalarTypeNode => "scalar",
        ObjectTypeNode => "object",
        InterfaceTypeNode => "interface",
        UnionTypeNode => "union",
        EnumTypeNode => "enum",
        _ => "input object",
    };
}
