using System.Collections.Immutable;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Language;

/// <content>Operations, selections and fragments (sections 2.3 to 2.8).</content>
internal sealed partial class Parser
{
    private OperationDefinitionNode ParseShorthandQuery()
    {
        var start = _token;
        var selections = ParseSelectionSet();
        return new OperationDefinitionNode { Location = From(start), Operation = OperationType.Query, SelectionSet = selections };
    }

    private OperationDefinitionNode ParseOperation()
    {
        var start = _token;
        var description = ParseDescription();
        var operation = ParseOperationType();
        var name = _token.Kind == TokenKind.Name ? ParseName() : null;
        var variables = OptionalMany(TokenKind.ParenLeft, static parser => parser.ParseVariableDefinition(), TokenKind.ParenRight);
        var directives = ParseDirectives(isConst: false);
        var selections = ParseSelectionSet();
        return new OperationDefinitionNode
        {
            Location = From(start),
            Description = description,
            Operation = operation,
            Name = name,
            VariableDefinitions = variables,
            Directives = directives,
            SelectionSet = selections,
        };
    }

    private OperationType ParseOperationType()
    {
        var token = Expect(TokenKind.Name);
        return _source.AsSpan(token.Start, token.End - token.Start) switch
        {
            "query" => OperationType.Query,
            "mutation" => OperationType.Mutation,
            "subscription" => OperationType.Subscription,
            _ => throw SyntaxErrors.Unexpected(_source, token),
        };
    }

    private VariableDefinitionNode ParseVariableDefinition()
    {
        var start = _token;
        var description = ParseDescription();
        var variable = ParseVariable();
        Expect(TokenKind.Colon);
        var type = ParseTypeReference();
        var defaultValue = Skip(TokenKind.EqualsSign) ? ParseValue(isConst: true) : null;
        var directives = ParseDirectives(isConst: true);
        return new VariableDefinitionNode
        {
            Location = From(start),
            Description = description,
            Variable = variable,
            Type = type,
            DefaultValue = defaultValue,
            Directives = directives,
        };
    }

    private VariableNode ParseVariable()
    {
        var start = Expect(TokenKind.Dollar);
        var name = ParseName();
        return new VariableNode { Location = From(start), Name = name };
    }

    private SelectionSetNode ParseSelectionSet()
    {
        var start = _token;
        Deeper();
        var selections = Many(TokenKind.BraceLeft, static parser => parser.ParseSelection(), TokenKind.BraceRight);
        _depth--;
        return new SelectionSetNode { Location = From(start), Selections = selections };
    }

    private SelectionNode ParseSelection() => _token.Kind == TokenKind.Spread ? ParseFragment() : ParseField();

    private FieldNode ParseField()
    {
        var start = _token;
        var name = ParseName();
        NameNode? alias = null;
        if (Skip(TokenKind.Colon))
            (alias, name) = (name, ParseName());
        var arguments = ParseArguments(isConst: false);
        var directives = ParseDirectives(isConst: false);
        var selections = _token.Kind == TokenKind.BraceLeft ? ParseSelectionSet() : null;
        return new FieldNode { Location = From(start), Alias = alias, Name = name, Arguments = arguments, Directives = directives, SelectionSet = selections };
    }

    private ImmutableArray<ArgumentNode> ParseArguments(bool isConst) => isConst
        ? OptionalMany(TokenKind.ParenLeft, static parser => parser.ParseArgument(isConst: true), TokenKind.ParenRight)
        : OptionalMany(TokenKind.ParenLeft, static parser => parser.ParseArgument(isConst: false), TokenKind.ParenRight);

    private ArgumentNode ParseArgument(bool isConst)
    {
        var start = _token;
        var name = ParseName();
        Expect(TokenKind.Colon);
        var value = ParseValue(isConst);
        return new ArgumentNode { Location = From(start), Name = name, Value = value };
    }

    /// <summary>A spread or an inline fragment: which of them shows behind the three dots.</summary>
    private SelectionNode ParseFragment()
    {
        var start = Expect(TokenKind.Spread);
        var hasCondition = SkipKeyword("on");
        if (!hasCondition && _token.Kind == TokenKind.Name)
        {
            var name = ParseName();
            var spreadDirectives = ParseDirectives(isConst: false);
            return new FragmentSpreadNode { Location = From(start), Name = name, Directives = spreadDirectives };
        }

        var condition = hasCondition ? ParseNamedType() : null;
        var directives = ParseDirectives(isConst: false);
        var selections = ParseSelectionSet();
        return new InlineFragmentNode { Location = From(start), TypeCondition = condition, Directives = directives, SelectionSet = selections };
    }

    private FragmentDefinitionNode ParseFragmentDefinition()
    {
        var start = _token;
        var description = ParseDescription();
        ExpectKeyword("fragment");
        if (IsKeyword("on"))
            throw SyntaxErrors.Unexpected(_source, _token);
        var name = ParseName();
        ExpectKeyword("on");
        var condition = ParseNamedType();
        var directives = ParseDirectives(isConst: false);
        var selections = ParseSelectionSet();
        return new FragmentDefinitionNode
        {
            Location = From(start),
            Description = description,
            Name = name,
            TypeCondition = condition,
            Directives = directives,
            SelectionSet = selections,
        };
    }
}
