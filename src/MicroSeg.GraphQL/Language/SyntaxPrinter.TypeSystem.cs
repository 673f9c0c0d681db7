using System.Collections.Immutable;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Language;

/// <content>Definitions and extensions of the type system.</content>
internal static partial class SyntaxPrinter
{
    private static string TypeSystem(SyntaxNode node) => node switch
    {
        SchemaNode schema => Head(schema) + Words("schema", Join(schema.Directives, " "), Block(schema.OperationTypes)),
        OperationTypeDefinitionNode operation => KeywordOf(operation.Operation) + ": " + Print(operation.Type),
        ScalarTypeNode scalar => Head(scalar) + Words("scalar", scalar.Name.Value, Join(scalar.Directives, " ")),
        ObjectTypeNode type => Head(type) + Words("type", Fields(type)),
        InterfaceTypeNode type => Head(type) + Words("interface", Fields(type)),
        UnionTypeNode union => Head(union)
            + Words("union", union.Name.Value, Join(union.Directives, " "), union.Types.IsEmpty ? "" : "= " + Join(union.Types, " | ")),
        EnumTypeNode type => Head(type) + Words("enum", type.Name.Value, Join(type.Directives, " "), Block(type.Values)),
        InputObjectTypeNode type => Head(type) + Words("input", type.Name.Value, Join(type.Directives, " "), Block(type.Fields)),
        FieldDefinitionNode field => Described(field.Description)
            + Words(field.Name.Value + Arguments(field.Arguments) + ": " + Print(field.Type), Join(field.Directives, " ")),
        InputValueDefinitionNode input => Described(input.Description)
            + Words(input.Name.Value + ": " + Print(input.Type), Wrap("= ", input.DefaultValue), Join(input.Directives, " ")),
        EnumValueDefinitionNode value => Described(value.Description) + Words(value.Name.Value, Join(value.Directives, " ")),
        DirectiveDefinitionNode directive => Head(directive)
            + Words("directive", "@" + directive.Name.Value + Arguments(directive.Arguments), directive.IsRepeatable ? "repeatable" : "", "on", Join(directive.Locations, " | ")),
        _ => throw new InvalidOperationException($"No text for {node.Kind}"),
    };

    private static string Head(TypeSystemNode node) => node.IsExtension ? "extend " : Described(node.Description);

    private static string Fields(FieldsTypeNode type)
        => Words(type.Name.Value, type.Interfaces.IsEmpty ? "" : "implements " + Join(type.Interfaces, " & "), Join(type.Directives, " "), Block(type.Fields));

    private static string Arguments(ImmutableArray<InputValueDefinitionNode> arguments)
    {
        var items = arguments.Select(Print).ToList();
        if (items.Any(item => item.Contains('\n', StringComparison.Ordinal)))
            return "(\n" + Indent(string.Join('\n', items)) + "\n)";
        return Parenthesized(string.Join(", ", items));
    }
}
