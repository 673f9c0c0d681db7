using System.Text;
using MicroSeg.GraphQL.Introspection;
using MicroSeg.GraphQL.Language;

namespace MicroSeg.GraphQL.TypeSystem;

/// <summary>Writes a schema as SDL, laid out as GraphQL.js's <c>printSchema</c> lays it out. What every schema has is left out.</summary>
public static class SchemaPrinter
{
    /// <summary>The schema as SDL.</summary>
    public static string Print(GraphQLSchema schema)
    {
        var parts = new List<string>();
        if (schema.Description is not null || !HasCommonNames(schema))
            parts.Add(SchemaDefinition(schema));
        parts.AddRange(schema.Directives.Where(directive => !BuiltInDirectives.Contains(directive.Name)).Select(Directive));
        parts.AddRange(schema.Types.Where(type => !BuiltInScalars.Contains(type.Name) && !IntrospectionTypes.Contains(type.Name)).Select(Type));
        return string.Join("\n\n", parts);
    }

    private static bool HasCommonNames(GraphQLSchema schema)
        => schema is { QueryType: null or { Name: "Query" }, MutationType: null or { Name: "Mutation" }, SubscriptionType: null or { Name: "Subscription" } };

    private static string SchemaDefinition(GraphQLSchema schema)
    {
        var roots = new[] { ("query", schema.QueryType), ("mutation", schema.MutationType), ("subscription", schema.SubscriptionType) };
        var lines = roots.Where(root => root.Item2 is not null).Select(root => $"  {root.Item1}: {root.Item2!.Name}");
        return Description(schema.Description) + "schema {\n" + string.Join('\n', lines) + "\n}";
    }

    private static string Type(TypeDefinition type) => Description(type.Description) + type switch
    {
        ScalarDefinition scalar => $"scalar {scalar.Name}" + (scalar.SpecifiedByUrl is { } url ? $" @specifiedBy(url: {SyntaxPrinter.Quote(url)})" : ""),
        ObjectDefinition => "type " + FieldsBody((FieldsDefinition)type),
        InterfaceDefinition => "interface " + FieldsBody((FieldsDefinition)type),
        UnionDefinition union => $"union {union.Name}" + (union.Members.IsEmpty ? "" : " = " + string.Join(" | ", union.Members)),
        EnumDefinition of => $"enum {of.Name}" + Block(of.Values, value => value.Description, value => value.Name + Deprecated(value.DeprecationReason)),
        InputObjectDefinition input => $"input {input.Name}" + (input.IsOneOf ? " @oneOf" : "") + Block(input.Fields, field => field.Description, InputValue),
        _ => throw new InvalidOperationException($"No text for {type.Kind}"),
    };

    private static string FieldsBody(FieldsDefinition type)
    {
        var interfaces = type.Interfaces.IsEmpty ? "" : " implements " + string.Join(" & ", type.Interfaces);
        return type.Name + interfaces + Block(type.Fields, field => field.Description, Field);
    }

    private static string Field(FieldDefinition field) => $"{field.Name}{Arguments(field.Arguments, "  ")}: {field.Type}{Deprecated(field.DeprecationReason)}";

    private static string Directive(DirectiveDefinition directive)
    {
        var locations = string.Join(" | ", directive.Locations.Select(DirectiveLocations.NameOf));
        return $"{Description(directive.Description)}directive @{directive.Name}{Arguments(directive.Arguments, "")}{(directive.IsRepeatable ? " repeatable" : "")} on {locations}";
    }

    private static string Arguments(DefinitionList<InputValueDefinition> arguments, string indent)
    {
        if (arguments.Count == 0)
            return "";
        if (arguments.All(argument => string.IsNullOrEmpty(argument.Description)))
            return "(" + string.Join(", ", arguments.Select(InputValue)) + ")";
        var lines = arguments.Select((argument, index) => Description(argument.Description, "  " + indent, index == 0) + "  " + indent + InputValue(argument));
        return "(\n" + string.Join('\n', lines) + "\n" + indent + ")";
    }

    private static string InputValue(InputValueDefinition input)
    {
        var defaultValue = DefaultLiterals.Of(input);
        return $"{input.Name}: {input.Type}{(defaultValue is null ? "" : " = " + defaultValue)}{Deprecated(input.DeprecationReason)}";
    }

    private static string Deprecated(string? reason) => reason switch
    {
        null => "",
        BuiltInDirectives.DefaultDeprecationReason => " @deprecated",
        _ => $" @deprecated(reason: {SyntaxPrinter.Quote(reason)})",
    };

    private static string Block<T>(IReadOnlyList<T> items, Func<T, string?> describe, Func<T, string> print)
    {
        if (items.Count == 0)
            return "";
        var text = new StringBuilder(" {\n");
        for (var i = 0; i < items.Count; i++)
            text.Append(Description(describe(items[i]), "  ", i == 0)).Append("  ").Append(print(items[i])).Append('\n');
        return text.Append('}').ToString();
    }

    private static string Description(string? description, string indent = "", bool isFirst = true)
    {
        if (description is null)
            return "";
        var text = BlockString.TryPrint(description) ?? SyntaxPrinter.Quote(description);
        var prefix = indent.Length > 0 && !isFirst ? "\n" + indent : indent;
        return prefix + text.Replace("\n", "\n" + indent, StringComparison.Ordinal) + "\n";
    }
}
