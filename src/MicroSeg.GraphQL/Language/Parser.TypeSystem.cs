using System.Collections.Immutable;
using MicroSeg.GraphQL.Language.Ast;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Language;

/// <content>Definitions and extensions of the type system (section 3).</content>
internal sealed partial class Parser
{
    private StringValueNode? ParseDescription() => _token.Kind is TokenKind.String or TokenKind.BlockString ? ParseString() : null;

    private TypeSystemNode ParseExtension()
    {
        var start = _token;
        var keyword = Lookahead();
        var isExtensible = keyword.Kind == TokenKind.Name
            && _source.AsSpan(keyword.Start, keyword.End - keyword.Start) is "schema" or "scalar" or "type" or "interface" or "union" or "enum" or "input";
        if (!isExtensible)
            throw SyntaxErrors.Unexpected(_source, keyword);
        Advance();
        return ParseTypeSystemDefinition(start, isExtension: true);
    }

    /// <summary>Reads a definition, or what follows the word <c>extend</c>. An extension must add something.</summary>
    private TypeSystemNode ParseTypeSystemDefinition(Token start, bool isExtension)
    {
        var description = isExtension ? null : ParseDescription();
        var keyword = Expect(TokenKind.Name);
        return TextOf(keyword) switch
        {
            "schema" => ParseSchema(start, description, isExtension),
            "scalar" => ParseScalar(start, description, isExtension),
            "type" => ParseObjectType(start, description, isExtension),
            "interface" => ParseInterface(start, description, isExtension),
            "union" => ParseUnion(start, description, isExtension),
            "enum" => ParseEnum(start, description, isExtension),
            "input" => ParseInputObject(start, description, isExtension),
            "directive" when !isExtension => ParseDirectiveDefinition(start, description),
            _ => throw SyntaxErrors.Unexpected(_source, keyword),
        };
    }

    private SchemaNode ParseSchema(Token start, StringValueNode? description, bool isExtension)
    {
        var directives = ParseDirectives(isConst: true);
        var operations = isExtension
            ? OptionalMany(TokenKind.BraceLeft, static parser => parser.ParseOperationTypeDefinition(), TokenKind.BraceRight)
            : Many(TokenKind.BraceLeft, static parser => parser.ParseOperationTypeDefinition(), TokenKind.BraceRight);
        RequireAddition(isExtension, directives.IsEmpty && operations.IsEmpty);
        return new SchemaNode(isExtension) { Location = From(start), Description = description, Directives = directives, OperationTypes = operations };
    }

    private OperationTypeDefinitionNode ParseOperationTypeDefinition()
    {
        var start = _token;
        var operation = ParseOperationType();
        Expect(TokenKind.Colon);
        var type = ParseNamedType();
        return new OperationTypeDefinitionNode { Location = From(start), Operation = operation, Type = type };
    }

    private ScalarTypeNode ParseScalar(Token start, StringValueNode? description, bool isExtension)
    {
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        RequireAddition(isExtension, directives.IsEmpty);
        return new ScalarTypeNode(isExtension) { Location = From(start), Description = description, Name = name, Directives = directives };
    }

    private ObjectTypeNode ParseObjectType(Token start, StringValueNode? description, bool isExtension)
    {
        var name = ParseName();
        var (interfaces, directives, fields) = ParseFieldsType(isExtension);
        return new ObjectTypeNode(isExtension)
        {
            Location = From(start),
            Description = description,
            Name = name,
            Interfaces = interfaces,
            Directives = directives,
            Fields = fields,
        };
    }

    private InterfaceTypeNode ParseInterface(Token start, StringValueNode? description, bool isExtension)
    {
        var name = ParseName();
        var (interfaces, directives, fields) = ParseFieldsType(isExtension);
        return new InterfaceTypeNode(isExtension)
        {
            Location = From(start),
            Description = description,
            Name = name,
            Interfaces = interfaces,
            Directives = directives,
            Fields = fields,
        };
    }

    private (ImmutableArray<NamedTypeNode> Interfaces, ImmutableArray<DirectiveNode> Directives, ImmutableArray<FieldDefinitionNode> Fields) ParseFieldsType(bool isExtension)
    {
        var interfaces = SkipKeyword("implements") ? Delimited(TokenKind.Ampersand, static parser => parser.ParseNamedType()) : [];
        var directives = ParseDirectives(isConst: true);
        var fields = OptionalMany(TokenKind.BraceLeft, static parser => parser.ParseFieldDefinition(), TokenKind.BraceRight);
        RequireAddition(isExtension, interfaces.IsEmpty && directives.IsEmpty && fields.IsEmpty);
        return (interfaces, directives, fields);
    }

    private FieldDefinitionNode ParseFieldDefinition()
    {
        var start = _token;
        var description = ParseDescription();
        var name = ParseName();
        var arguments = OptionalMany(TokenKind.ParenLeft, static parser => parser.ParseInputValueDefinition(), TokenKind.ParenRight);
        Expect(TokenKind.Colon);
        var type = ParseTypeReference();
        var directives = ParseDirectives(isConst: true);
        return new FieldDefinitionNode { Location = From(start), Description = description, Name = name, Arguments = arguments, Type = type, Directives = directives };
    }

    private InputValueDefinitionNode ParseInputValueDefinition()
    {
        var start = _token;
        var description = ParseDescription();
        var name = ParseName();
        Expect(TokenKind.Colon);
        var type = ParseTypeReference();
        var defaultValue = Skip(TokenKind.EqualsSign) ? ParseValue(isConst: true) : null;
        var directives = ParseDirectives(isConst: true);
        return new InputValueDefinitionNode
        {
            Location = From(start),
            Description = description,
            Name = name,
            Type = type,
            DefaultValue = defaultValue,
            Directives = directives,
        };
    }

    private UnionTypeNode ParseUnion(Token start, StringValueNode? description, bool isExtension)
    {
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        var types = Skip(TokenKind.EqualsSign) ? Delimited(TokenKind.Pipe, static parser => parser.ParseNamedType()) : [];
        RequireAddition(isExtension, directives.IsEmpty && types.IsEmpty);
        return new UnionTypeNode(isExtension) { Location = From(start), Description = description, Name = name, Directives = directives, Types = types };
    }

    private EnumTypeNode ParseEnum(Token start, StringValueNode? description, bool isExtension)
    {
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        var values = OptionalMany(TokenKind.BraceLeft, static parser => parser.ParseEnumValueDefinition(), TokenKind.BraceRight);
        RequireAddition(isExtension, directives.IsEmpty && values.IsEmpty);
        return new EnumTypeNode(isExtension) { Location = From(start), Description = description, Name = name, Directives = directives, Values = values };
    }

    private EnumValueDefinitionNode ParseEnumValueDefinition()
    {
        var start = _token;
        var description = ParseDescription();
        if (IsKeyword("true") || IsKeyword("false") || IsKeyword("null"))
            throw SyntaxErrors.At(_source, _token.Start, $"{_token.Describe(_source)} is reserved and cannot be used for an enum value.");
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        return new EnumValueDefinitionNode { Location = From(start), Description = description, Name = name, Directives = directives };
    }

    private InputObjectTypeNode ParseInputObject(Token start, StringValueNode? description, bool isExtension)
    {
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        var fields = OptionalMany(TokenKind.BraceLeft, static parser => parser.ParseInputValueDefinition(), TokenKind.BraceRight);
        RequireAddition(isExtension, directives.IsEmpty && fields.IsEmpty);
        return new InputObjectTypeNode(isExtension) { Location = From(start), Description = description, Name = name, Directives = directives, Fields = fields };
    }

    private DirectiveDefinitionNode ParseDirectiveDefinition(Token start, StringValueNode? description)
    {
        Expect(TokenKind.At);
        var name = ParseName();
        var arguments = OptionalMany(TokenKind.ParenLeft, static parser => parser.ParseInputValueDefinition(), TokenKind.ParenRight);
        var isRepeatable = SkipKeyword("repeatable");
        ExpectKeyword("on");
        var locations = Delimited(TokenKind.Pipe, static parser => parser.ParseDirectiveLocation());
        return new DirectiveDefinitionNode
        {
            Location = From(start),
            Description = description,
            Name = name,
            Arguments = arguments,
            IsRepeatable = isRepeatable,
            Locations = locations,
        };
    }

    private NameNode ParseDirectiveLocation()
    {
        var start = _token;
        var name = ParseName();
        return DirectiveLocations.TryParse(name.Value, out _) ? name : throw SyntaxErrors.Unexpected(_source, start);
    }

    private void RequireAddition(bool isExtension, bool addsNothing)
    {
        if (isExtension && addsNothing)
            throw SyntaxErrors.Unexpected(_source, _token);
    }
}
