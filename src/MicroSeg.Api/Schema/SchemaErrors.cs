using MicroSeg.Api.Web;

namespace MicroSeg.Api.Schema;

/// <summary>What can go wrong with the schema.</summary>
internal static class SchemaErrors
{
    public static ApiException NotFound(SchemaKind kind, string name, IEnumerable<string> known) =>
        ApiException.NotFound("schema.not_found", Suggestions.Unknown(WordOf(kind), name, known) + ".");

    public static ApiException BadName(SchemaKind kind, string name) => ApiException.Invalid("schema.bad_name", $"This is not a name for an {WordOf(kind)}.",
        new Finding("name", "schema.bad_name", $"found '{Suggestions.Cut(name)}', expected {SchemaNames.Rule}"));

    public static ApiException Invalid(IReadOnlyList<Finding> findings) => ApiException.Invalid("schema.invalid", "The definition is not valid.", findings);

    public static ApiException NotAdditive(SchemaKind kind, string name, IEnumerable<(SchemaConflict Conflict, IReadOnlyList<string> Dependents)> conflicts) =>
        ApiException.Conflict("schema.not_additive", $"The {WordOf(kind)} '{name}' is in use and can only be added to: define a new one instead.", [.. conflicts.Select(c => new Finding(
            c.Conflict.Path, "schema.not_additive", c.Dependents.Count == 0 ? c.Conflict.Message : $"{c.Conflict.Message}; it is used by {string.Join(", ", c.Dependents)}"))]);

    /// <summary>What people call a kind.</summary>
    public static string WordOf(SchemaKind kind) => kind switch { SchemaKind.Attribute => "attribute", SchemaKind.Event => "event type", _ => "feed" };
}
