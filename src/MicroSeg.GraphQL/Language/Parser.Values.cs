using System.Collections.Immutable;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Language;

/// <content>Values, type references and directives (sections 2.9 to 2.12).</content>
internal sealed partial class Parser
{
    private ValueNode ParseValue(bool isConst)
    {
        var token = _token;
        switch (token.Kind)
        {
            case TokenKind.BracketLeft:
                return ParseList(isConst);
            case TokenKind.BraceLeft:
                return ParseObject(isConst);
            case TokenKind.Int:
                Advance();
                return new IntValueNode { Location = From(token), Value = TextOf(token) };
            case TokenKind.Float:
                Advance();
                return new FloatValueNode { Location = From(token), Value = TextOf(token) };
            case TokenKind.String or TokenKind.BlockString:
                return ParseString();
            case TokenKind.Name:
                Advance();
                return ParseWord(token);
            case TokenKind.Dollar when isConst:
                Advance();
                throw _token.Kind == TokenKind.Name
                    ? SyntaxErrors.At(_source, token.Start, $"Unexpected variable \"${TextOf(_token)}\" in constant value.")
                    : SyntaxErrors.Unexpected(_source, token);
            case TokenKind.Dollar:
                return ParseVariable();
            default:
                throw SyntaxErrors.Unexpected(_source, token);
        }
    }

    private ValueNode ParseWord(Token token) => TextOf(token) switch
    {
        "true" => new BooleanValueNode { Location = From(token), Value = true },
        "false" => new BooleanValueNode { Location = From(token), Value = false },
        "null" => new NullValueNode { Location = From(token) },
        var name => new EnumValueNode { Location = From(token), Value = name },
    };

    private StringValueNode ParseString()
    {
        var token = _token;
        Advance();
        var isBlock = token.Kind == TokenKind.BlockString;
        var value = isBlock ? BlockString.Of(_source, token) : StringValue.Of(_source, token);
        return new StringValueNode { Location = From(token), Value = value, IsBlock = isBlock };
    }

    private ListValueNode ParseList(bool isConst)
    {
        var start = _token;
        Deeper();
        var values = isConst
            ? Any(TokenKind.BracketLeft, static parser => parser.ParseValue(isConst: true), TokenKind.BracketRight)
            : Any(TokenKind.BracketLeft, static parser => parser.ParseValue(isConst: false), TokenKind.BracketRight);
        _depth--;
        return new ListValueNode { Location = From(start), Values = values };
    }

    private ObjectValueNode ParseObject(bool isConst)
    {
        var start = _token;
        Deeper();
        var fields = isConst
            ? Any(TokenKind.BraceLeft, static parser => parser.ParseObjectField(isConst: true), TokenKind.BraceRight)
            : Any(TokenKind.BraceLeft, static parser => parser.ParseObjectField(isConst: false), TokenKind.BraceRight);
        _depth--;
        return new ObjectValueNode { Location = From(start), Fields = fields };
    }

    private ObjectFieldNode ParseObjectField(bool isConst)
    {
        var start = _token;
        var name = ParseName();
        Expect(TokenKind.Colon);
        var value = ParseValue(isConst);
        return new ObjectFieldNode { Location = From(start), Name = name, Value = value };
    }

    private TypeNode ParseTypeReference()
    {
        var start = _token;
        TypeNode type;
        if (_token.Kind == TokenKind.BracketLeft)
        {
            Deeper();
            Advance();
            var inner = ParseTypeReference();
            Expect(TokenKind.BracketRight);
            _depth--;
            type = new ListTypeNode { Location = From(start), Type = inner };
        }
        else
        {
            type = ParseNamedType();
        }

        return Skip(TokenKind.Bang) ? new NonNullTypeNode { Location = From(start), Type = type } : type;
    }

    private NamedTypeNode ParseNamedType()
    {
        var start = _token;
        var name = ParseName();
        return new NamedTypeNode { Location = From(start), Name = name };
    }

    private ImmutableArray<DirectiveNode> ParseDirectives(bool isConst)
    {
        if (_token.Kind != TokenKind.At)
            return [];
        var directives = ImmutableArray.CreateBuilder<DirectiveNode>();
        while (_token.Kind == TokenKind.At)
        {
            var start = _token;
            Advance();
            var name = ParseName();
            var arguments = ParseArguments(isConst);
            directives.Add(new DirectiveNode { Location = From(start), Name = name, Arguments = arguments });
        }

        return directives.ToImmutable();
    }
}
