using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Language;

/// <summary>Writes syntax trees as text, laid out as GraphQL.js lays it out. Reading the text gives the same tree.</summary>
internal static partial class SyntaxPrinter
{
    private const int MaxLineLength = 80;

    public static string Print(SyntaxNode node) => node switch
    {
        NameNode name => name.Value,
        DocumentNode document => Join(document.Definitions, "\n\n"),
        OperationDefinitionNode operation => Described(operation.Description) + Operation(operation),
        FragmentDefinitionNode fragment => Described(fragment.Description)
            + Words("fragment", fragment.Name.Value, "on", fragment.TypeCondition.Name.Value, Join(fragment.Directives, " "), Print(fragment.SelectionSet)),
        VariableDefinitionNode variable => Described(variable.Description)
            + Words(Print(variable.Variable) + ": " + Print(variable.Type), Wrap("= ", variable.DefaultValue), Join(variable.Directives, " ")),
        SelectionSetNode set => Block(set.Selections),
        FieldNode field => Words(FieldHead(field), Join(field.Directives, " "), field.SelectionSet is null ? "" : Print(field.SelectionSet)),
        ArgumentNode argument => argument.Name.Value + ": " + Print(argument.Value),
        FragmentSpreadNode spread => Words("..." + spread.Name.Value, Join(spread.Directives, " ")),
        InlineFragmentNode fragment => Words("...", Wrap("on ", fragment.TypeCondition), Join(fragment.Directives, " "), Print(fragment.SelectionSet)),
        DirectiveNode directive => "@" + directive.Name.Value + Parenthesized(Join(directive.Arguments, ", ")),
        ValueNode value => Value(value),
        ObjectFieldNode field => field.Name.Value + ": " + Print(field.Value),
        NamedTypeNode type => type.Name.Value,
        ListTypeNode list => "[" + Print(list.Type) + "]",
        NonNullTypeNode nonNull => Print(nonNull.Type) + "!",
        _ => TypeSystem(node),
    };

    /// <summary>A string as a quoted value; what cannot stand in one is escaped.</summary>
    public static string Quote(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        foreach (var c in value)
            AppendEscaped(text, c);
        return text.Append('"').ToString();
    }

    private static void AppendEscaped(StringBuilder text, char c) => _ = c switch
    {
        '"' => text.Append("\\\""),
        '\\' => text.Append("\\\\"),
        '\b' => text.Append("\\b"),
        '\f' => text.Append("\\f"),
        '\n' => text.Append("\\n"),
        '\r' => text.Append("\\r"),
        '\t' => text.Append("\\t"),
        < ' ' or (>= '\u007F' and <= '\u009F') => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
        _ => text.Append(c),
    };

    private static string Operation(OperationDefinitionNode operation)
    {
        var keyword = KeywordOf(operation.Operation);
        var head = Words(keyword, (operation.Name?.Value ?? "") + Parenthesized(Join(operation.VariableDefinitions, ", ")), Join(operation.Directives, " "));
        var isShorthand = head == "query" && operation.Description is null;
        return isShorthand ? Print(operation.SelectionSet) : head + " " + Print(operation.SelectionSet);
    }

    private static string FieldHead(FieldNode field)
    {
        var name = field.Alias is null ? field.Name.Value : field.Alias.Value + ": " + field.Name.Value;
        var line = name + Parenthesized(Join(field.Arguments, ", "));
        return line.Length > MaxLineLength ? name + "(\n" + Indent(Join(field.Arguments, "\n")) + "\n)" : line;
    }

    private static string Value(ValueNode value) => value switch
    {
        VariableNode variable => "$" + variable.Name.Value,
        IntValueNode number => number.Value,
        FloatValueNode number => number.Value,
        StringValueNode { IsBlock: true } text => BlockString.TryPrint(text.Value) ?? Quote(text.Value),
        StringValueNode text => Quote(text.Value),
        BooleanValueNode boolean => boolean.Value ? "true" : "false",
        NullValueNode => "null",
        EnumValueNode name => name.Value,
        ListValueNode list => "[" + Join(list.Values, ", ") + "]",
        ObjectValueNode record => "{" + Join(record.Fields, ", ") + "}",
        _ => throw new InvalidOperationException($"No text for {value.Kind}"),
    };

    private static string KeywordOf(OperationType operation) => operation switch
    {
        OperationType.Query => "query",
        OperationType.Mutation => "mutation",
        _ => "subscription",
    };

    private static string Join<T>(ImmutableArray<T> nodes, string separator)
        where T : SyntaxNode
        => string.Join(separator, nodes.Select(Print));

    private static string Block<T>(ImmutableArray<T> nodes)
        where T : SyntaxNode
        => nodes.IsEmpty ? "" : "{\n" + Indent(Join(nodes, "\n")) + "\n}";

    private static string Described(StringValueNode? description) => description is null ? "" : Print(description) + "\n";

    private static string Words(params ReadOnlySpan<string> words)
    {
        var text = new StringBuilder();
        foreach (var word in words)
        {
            if (word.Length == 0)
                continue;
            if (text.Length > 0)
                text.Append(' ');
            text.Append(word);
        }

        return text.ToString();
    }

    private static string Wrap(string before, SyntaxNode? node) => node is null ? "" : before + Print(node);

    private static string Parenthesized(string text) => text.Length == 0 ? "" : "(" + text + ")";

    private static string Indent(string text) => "  " + text.Replace("\n", "\n  ", StringComparison.Ordinal);
}
