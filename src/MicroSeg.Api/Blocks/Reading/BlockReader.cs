using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using MicroSeg.Api.Blocks.Definitions;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Blocks.Reading;

/// <summary>Reads a block's definition from JSON and collects everything that is wrong with its shape.</summary>
internal static class BlockReader
{
    public const int MaxKeyLength = 64;
    private const int MaxVariants = 50;

    private static readonly SearchValues<char> KeyCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Whether a text may be the key of a block or of a variant.</summary>
    public static bool IsKey(string key) => key.Length is > 0 and <= MaxKeyLength && !key.AsSpan().ContainsAnyExcept(KeyCharacters);

    /// <param name="json">The definition.</param>
    /// <param name="key">The key under which it is saved.</param>
    /// <param name="findings">Takes what is wrong.</param>
    public static BlockDefinition? Read(JsonElement json, string key, Findings findings)
    {
        if (!ObjectReader.TryOpen(json, "$", findings, out var reader))
            return null;
        if (reader.String("key") is { } written && written != key)
            findings.Add("$.key", BlockCodes.BadKey, $"found \"{written}\", expected \"{key}\", under which it is saved");
        var standard = new BlockDefinition();
        var definition = new BlockDefinition
        {
            Name = reader.String("name"),
            Variants = ReadVariants(reader, findings),
            Default = ReadDefault(reader, findings),
            StaleFor = reader.Duration("staleFor") ?? standard.StaleFor,
            Deadline = TimeSpan.FromMilliseconds(reader.Integer("deadlineMs", (int)standard.Deadline.TotalMilliseconds, 10, 10_000)),
        };
        reader.Finish();
        return definition;
    }

    private static ImmutableArray<VariantDefinition> ReadVariants(ObjectReader block, Findings findings)
    {
        var variants = ImmutableArray.CreateBuilder<VariantDefinition>();
        foreach (var (json, path) in block.Items("variants", MaxVariants))
        {
            if (!ObjectReader.TryOpen(json, path, findings, out var reader))
                continue;
            var variant = ReadVariant(reader, findings);
            if (variants.Any(v => v.Key == variant.Key))
                findings.Add(reader.PathOf("key"), BlockCodes.DuplicateKey, $"there are two variants \"{variant.Key}\"");
            variants.Add(variant);
        }

        return variants.ToImmutable();
    }

    private static VariantDefinition ReadVariant(ObjectReader reader, Findings findings)
    {
        var key = reader.String("key", required: true) ?? "";
        if (key.Length > 0 && !IsKey(key))
            findings.Add(reader.PathOf("key"), BlockCodes.BadKey, $"found \"{key}\", expected 1 to {MaxKeyLength} lower-case letters, digits, '-' or '_'");
        var variant = new VariantDefinition
        {
            Key = key,
            Segment = reader.String("segment"),
            Schedule = reader.TryTake("schedule", out var schedule) ? ReadSchedule(schedule, reader.PathOf("schedule"), findings) : null,
            Data = [.. reader.Members("data").Select(m => ReadBinding(m.Name, m.Json, m.Path, findings)).OfType<BindingDefinition>()],
            Html = reader.String("html"),
            Text = reader.String("text"),
            Subject = reader.String("subject"),
            Json = reader.TryTake("json", out var template) ? template : null,
        };
        if (variant is { Html: null, Text: null, Json: null })
            findings.Add(reader.Path, BlockCodes.Missing, "a variant has \"html\", \"text\" or \"json\"");
        reader.Finish();
        return variant;
    }

    private static Schedule? ReadSchedule(JsonElement json, string path, Findings findings)
    {
        if (!ObjectReader.TryOpen(json, path, findings, out var reader))
            return null;
        var months = ImmutableArray.CreateBuilder<int>();
        foreach (var (item, itemPath) in reader.Items("months", 12))
        {
            if (item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out var month) && month is >= 1 and <= 12)
                months.Add(month);
            else
                findings.Add(itemPath, BlockCodes.OutOfRange, $"found {ObjectReader.Show(item)}, expected a month from 1 to 12");
        }

        var schedule = new Schedule(ReadMoment(reader, "from", findings), ReadMoment(reader, "to", findings), months.ToImmutable());
        if (schedule is { From: { } from, To: { } to } && from.Type == to.Type && from.Key > to.Key)
            findings.Add(path, BlockCodes.OutOfRange, "\"to\" lies before \"from\"");
        reader.Finish();
        return schedule;
    }

    private static PropertyValue? ReadMoment(ObjectReader reader, string name, Findings findings)
    {
        if (reader.String(name) is not { } text)
            return null;
        if (PropertyValueJson.TryParse(text, PropertyType.Date, out var date, out _))
            return date;
        if (PropertyValueJson.TryParse(text, PropertyType.DateTime, out var instant, out _))
            return instant;
        findings.Add(reader.PathOf(name), BlockCodes.BadValue, $"found \"{text}\", expected a date such as \"2026-03-01\" or an instant such as \"2026-03-01T10:00:00Z\"");
        return null;
    }

    private static BindingDefinition? ReadBinding(string name, JsonElement json, string path, Findings findings)
    {
        if (!ObjectReader.TryOpen(json, path, findings, out var reader))
            return null;
        var take = reader.Integer("take", BindingDefinition.DefaultTake, 1, BindingDefinition.MaxTake);
        var binding = new BindingDefinition
        {
            Name = name,
            Feed = reader.String("feed", required: true) ?? "",
            Where = [.. reader.Members("where").Select(m => (m.Name, m.Json))],
            Sort = [.. reader.Strings("sort")],
            Take = take,
            MinItems = reader.Integer("minItems", Math.Min(1, take), 0, take),
            MaxAge = reader.Duration("maxAge"),
            NotPast = [.. reader.Strings("notPast")],
        };
        reader.Finish();
        return binding;
    }

    private static DefaultContent ReadDefault(ObjectReader block, Findings findings)
    {
        if (!block.TryTake("default", out var json))
            findings.Add("$.default", BlockCodes.Missing, "\"default\" is required: it is what is served when nothing else can be");
        else if (ObjectReader.TryOpen(json, "$.default", findings, out var reader))
        {
            var content = new DefaultContent
            {
                Html = Plain(reader, "html", required: true, findings) ?? "",
                Text = Plain(reader, "text", required: false, findings),
                Subject = Plain(reader, "subject", required: false, findings),
                Json = reader.TryTake("json", out var data) ? data : null,
            };
            CheckPlain(content.Json, "$.default.json", findings);
            reader.Finish();
            return content;
        }

        return new DefaultContent { Html = "" };
    }

    private static string? Plain(ObjectReader reader, string name, bool required, Findings findings)
    {
        var text = reader.String(name, required);
        if (required && text is not null && string.IsNullOrWhiteSpace(text))
            findings.Add(reader.PathOf(name), BlockCodes.Missing, $"\"{name}\" is empty; it is what is served when nothing else can be");
        CheckPlain(text, reader.PathOf(name), findings);
        return text;
    }

    private static void CheckPlain(string? text, string path, Findings findings)
    {
        var at = text?.IndexOf("{{", StringComparison.Ordinal) ?? -1;
        if (at < 0)
            return;
        var line = text.AsSpan(0, at).Count('\n') + 1;
        findings.Add(new Web.Finding(path, BlockCodes.DefaultPlaceholder, "the default is plain content: nothing would fill this placeholder", line, at - text!.LastIndexOf('\n', Math.Max(at - 1, 0))));
    }

    private static void CheckPlain(JsonElement? json, string path, Findings findings)
    {
        switch (json?.ValueKind)
        {
            case JsonValueKind.String:
                CheckPlain(json.Value.GetString(), path, findings);
                break;
            case JsonValueKind.Array:
                foreach (var (i, item) in json.Value.EnumerateArray().Index())
                    CheckPlain(item, $"{path}[{i}]", findings);
                break;
            case JsonValueKind.Object:
                foreach (var member in json.Value.EnumerateObject())
                    CheckPlain(member.Value, $"{path}.{member.Name}", findings);
                break;
        }
    }
}
