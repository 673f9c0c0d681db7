using System.Collections.Immutable;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.TypeSystem;

/// <summary>Makes definitions of the syntax trees of SDL; an extension becomes a definition that holds what it adds.</summary>
internal static class SdlReader
{
    public static TypeDefinition Type(TypeDefinitionNode node) => node switch
    {
        ScalarTypeNode scalar => new ScalarDefinition(scalar.Name.Value)
        {
            Description = Text(scalar.Description),
            Node = scalar,
            SpecifiedByUrl = BuiltInDirectives.SpecifiedByUrl(scalar.Directives),
        },
        ObjectTypeNode type => new ObjectDefinition(type.Name.Value)
        {
            Description = Text(type.Description),
            Node = type,
            InterfaceNames = Names(type.Interfaces),
            Fields = [.. type.Fields.Select(Field)],
        },
        InterfaceTypeNode type => new InterfaceDefinition(type.Name.Value)
        {
            Description = Text(type.Description),
            Node = type,
            InterfaceNames = Names(type.Interfaces),
            Fields = [.. type.Fields.Select(Field)],
        },
        UnionTypeNode union => new UnionDefinition(union.Name.Value)
        {
            Description = Text(union.Description),
            Node = union,
            MemberNames = Names(union.Types),
        },
        EnumTypeNode type => new EnumDefinition(type.Name.Value)
        {
            Description = Text(type.Description),
            Node = type,
            Values = [.. type.Values.Select(EnumValue)],
        },
        InputObjectTypeNode type => new InputObjectDefinition(type.Name.Value)
        {
            Description = Text(type.Description),
            Node = type,
            IsOneOf = BuiltInDirectives.Find(type.Directives, "oneOf") is not null,
            Fields = [.. type.Fields.Select(InputValue)],
        },
        _ => throw new InvalidOperationException($"{node.Kind} defines no type"),
    };

    public static DirectiveDefinition Directive(DirectiveDefinitionNode node) => new(node.Name.Value)
    {
        Description = Text(node.Description),
        Node = node,
        Arguments = [.. node.Arguments.Select(InputValue)],
        IsRepeatable = node.IsRepeatable,
        Locations = [.. node.Locations.Select(Location)],
    };

    private static FieldDefinition Field(FieldDefinitionNode node) => new(node.Name.Value, new TypeReference(node.Type))
    {
        Description = Text(node.Description),
        Node = node,
        Arguments = [.. node.Arguments.Select(InputValue)],
        DeprecationReason = BuiltInDirectives.DeprecationReason(node.Directives),
    };

    private static InputValueDefinition InputValue(InputValueDefinitionNode node) => new(node.Name.Value, new TypeReference(node.Type))
    {
        Description = Text(node.Description),
        Node = node,
        Default = node.DefaultValue,
        DeprecationReason = BuiltInDirectives.DeprecationReason(node.Directives),
    };

    private static EnumValueDefinition EnumValue(EnumValueDefinitionNode node) => new(node.Name.Value)
    {
        Description = Text(node.Description),
        Node = node,
        DeprecationReason = BuiltInDirectives.DeprecationReason(node.Directives),
    };

    private static DirectiveLocation Location(NameNode name) => DirectiveLocations.TryParse(name.Value, out var location)
        ? location
        : throw new InvalidOperationException($"The parser let the location {name} pass");

    private static ImmutableArray<string> Names(ImmutableArray<NamedTypeNode> types) => [.. types.Select(type => type.Name.Value)];

    private static string? Text(StringValueNode? description) => description?.Value;
}
