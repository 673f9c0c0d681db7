using System.Globalization;
using System.Text.Json;
using MicroSeg.Api.Segments.Lists;

namespace MicroSeg.Api.Segments.Versions;

/// <summary>Says what a version changed.</summary>
internal static class VersionComparison
{
    private const int Shown = 60;

    private static readonly JsonSerializerOptions Json = Options();

    /// <summary>The fields that are not the same, but for the rule.</summary>
    public static IReadOnlyList<FieldChange> Fields(SegmentContent before, SegmentContent after) =>
        [.. Named(before).Zip(Named(after), (b, a) => new FieldChange(b.Name, b.Value, a.Value)).Where(f => !Same(f.Before, f.After))];

    /// <summary>What is not the same in the rules.</summary>
    public static IReadOnlyList<RuleChange> Rules(SegmentContent before, SegmentContent after) => RuleDiff.Of(RuleOf(before), RuleOf(after));

    /// <summary>A version's rule; null for a list.</summary>
    public static JsonElement? RuleOf(SegmentContent version) => version.Rule is { } rule ? JsonElement.Parse(rule) : null;

    /// <summary>What a version changed, in words.</summary>
    public static string Words(SegmentVersion? before, SegmentVersion version)
    {
        var said = new List<string>();
        if (version.Restored is { } restored)
            said.Add($"went back to version {Number(restored)}");
        if (version.RenamedFrom is { } former)
            said.Add($"renamed from {Quote(former)}");
        if (version.Upload is { } upload)
            said.Add(Words(upload));
        if (before is null)
        {
            said.Insert(0, "created");
        }
        else
        {
            said.AddRange(Fields(before, version).Select(Words));
            var rules = Rules(before, version);
            if (rules.Count > 0)
                said.Add($"rule: {Words(rules)}");
        }

        var sentence = said.Count == 0 ? "saved without a change" : string.Join("; ", said);
        return char.ToUpperInvariant(sentence[0]) + sentence[1..] + ".";
    }

    private static string Words(FieldChange change) => change switch
    {
        { Before: null, After: { } after } => $"{change.Field} set to {Show(after)}",
        { Before: { } before, After: null } => $"{change.Field} {Show(before)} removed",
        { Before: { } before, After: { } after } => $"{change.Field} changed from {Show(before)} to {Show(after)}",
        _ => change.Field,
    };

    private static string Words(IReadOnlyList<RuleChange> changes) => string.Join(", ",
        changes.GroupBy(c => c.Op).OrderBy(g => g.Key).Select(g => $"{Number(g.Count())} {g.Key.ToString().ToLowerInvariant()} ({Cut(string.Join(", ", g.Select(c => c.Path)))})"));

    private static string Words(ListUpload upload)
    {
        var done = upload.Mode switch { ListMode.Add => "added to", ListMode.Remove => "taken from", _ => "replaced" };
        return $"list {done}: {Number(upload.Accepted)} ids, {Number(upload.Added)} came and {Number(upload.Removed)} went, {Number(upload.Size)} now";
    }

    private static IEnumerable<(string Name, JsonElement? Value)> Named(SegmentContent content)
    {
        yield return ("status", Value(content.Status));
        yield return ("kind", Value(content.Kind));
        yield return ("name", Value(content.Name));
        yield return ("description", Value(content.Description));
        yield return ("tags", content.Tags.Length == 0 ? null : Value(content.Tags));
        yield return ("owner", Value(content.Owner));
        yield return ("persona", Value(content.Persona));
        yield return ("hypothesis", Value(content.Hypothesis));
    }

    private static JsonElement? Value<T>(T value) => value is null ? null : JsonSerializer.SerializeToElement(value, Json);

    private static bool Same(JsonElement? before, JsonElement? after) => before is { } was && after is { } now ? JsonElement.DeepEquals(was, now) : before is null && after is null;

    private static string Show(JsonElement value) => Cut(value.ValueKind == JsonValueKind.String ? Quote(value.GetString()!) : value.GetRawText());

    private static string Quote(string text) => $"\"{text}\"";

    private static string Cut(string text) => text.Length <= Shown ? text : text[..Shown] + "…";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions();
        Web.WebExtensions.Configure(options);
        return options;
    }
}
