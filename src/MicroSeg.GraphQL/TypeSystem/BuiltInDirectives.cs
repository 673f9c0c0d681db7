using System.Collections.Immutable;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.TypeSystem;

/// <summary>The directives of sections 3.13.1 to 3.13.5, which every schema has.</summary>
internal static class BuiltInDirectives
{
    public const string DefaultDeprecationReason = "No longer supported";

    public static DirectiveDefinition Include { get; } = new("include")
    {
        Description = "Directs the executor to include this field or fragment only when the `if` argument is true.",
        Locations = [DirectiveLocation.Field, DirectiveLocation.FragmentSpread, DirectiveLocation.InlineFragment],
        Arguments = [new InputValueDefinition("if", "Boolean!") { Description = "Included when true." }],
    };

    public static DirectiveDefinition Skip { get; } = new("skip")
    {
        Description = "Directs the executor to skip this field or fragment when the `if` argument is true.",
        Locations = [DirectiveLocation.Field, DirectiveLocation.FragmentSpread, DirectiveLocation.InlineFragment],
        Arguments = [new InputValueDefinition("if", "Boolean!") { Description = "Skipped when true." }],
    };

    public static DirectiveDefinition Deprecated { get; } = new("deprecated")
    {
        Description = "Marks an element of a GraphQL schema as no longer supported.",
        Locations = [DirectiveLocation.FieldDefinition, DirectiveLocation.ArgumentDefinition, DirectiveLocation.InputFieldDefinition, DirectiveLocation.EnumValue],
        Arguments =
        [
            new InputValueDefinition("reason", "String")
            {
                Description = "Explains why this element was deprecated, usually also including a suggestion for how to access supported similar data. Formatted using the Markdown syntax, as specified by [CommonMark](https://commonmark.org/).",
                DefaultLiteral = $"\"{DefaultDeprecationReason}\"",
            },
        ],
    };

    public static DirectiveDefinition SpecifiedBy { get; } = new("specifiedBy")
    {
        Description = "Exposes a URL that specifies the behavior of this scalar.",
        Locations = [DirectiveLocation.Scalar],
        Arguments = [new InputValueDefinition("url", "String!") { Description = "The URL that specifies the behavior of this scalar." }],
    };

    public static DirectiveDefinition OneOf { get; } = new("oneOf")
    {
        Description = "Indicates exactly one field must be supplied and this field must not be `null`.",
        Locations = [DirectiveLocation.InputObject],
    };

    public static ImmutableArray<DirectiveDefinition> All { get; } = Bind([Include, Skip, Deprecated, SpecifiedBy, OneOf]);

    public static bool Contains(string name) => name is "include" or "skip" or "deprecated" or "specifiedBy" or "oneOf";

    /// <summary>The reason that an element's <c>@deprecated</c> gives; null if it has none.</summary>
    public static string? DeprecationReason(ImmutableArray<DirectiveNode> directives)
        => Find(directives, "deprecated") is not { } directive ? null : StringArgument(directive, "reason") ?? DefaultDeprecationReason;

    public static string? SpecifiedByUrl(ImmutableArray<DirectiveNode> directives)
        => Find(directives, "specifiedBy") is not { } directive ? null : StringArgument(directive, "url");

    public static DirectiveNode? Find(ImmutableArray<DirectiveNode> directives, string name)
        => directives.FirstOrDefault(directive => directive.Name.Value == name);

    /// <summary>These refer to built-in scalars only, so they are bound once for all schemas.</summary>
    private static ImmutableArray<DirectiveDefinition> Bind(ImmutableArray<DirectiveDefinition> directives)
    {
        var binder = new TypeBinder(BuiltInScalars.All.ToDictionary(scalar => scalar.Name, scalar => (TypeDefinition)scalar, StringComparer.Ordinal));
        foreach (var directive in directives)
            directive.Bind(binder);
        return directives;
    }

    private static string? StringArgument(DirectiveNode directive, string name)
        => (directive.Arguments.FirstOrDefault(argument => argument.Name.Value == name)?.Value as StringValueNode)?.Value;
}
