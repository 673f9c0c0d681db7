using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace MicroSeg.Api.Blocks.Reading;

/// <summary>Reads the members of a JSON object by name; those that nobody asked for are reported at the end.</summary>
internal sealed class ObjectReader(JsonElement json, string path, Findings findings)
{
    private readonly List<string> _asked = [];

    public string Path => path;

    public string PathOf(string name) => $"{path}.{name}";

    public static bool TryOpen(JsonElement json, string path, Findings findings, [NotNullWhen(true)] out ObjectReader? reader)
    {
        reader = json.ValueKind == JsonValueKind.Object ? new ObjectReader(json, path, findings) : null;
        if (reader is null)
            findings.Add(path, BlockCodes.WrongShape, $"found {Show(json)}, expected an object");
        return reader is not null;
    }

    /// <summary>A member that is there and not null.</summary>
    public bool TryTake(string name, out JsonElement value)
    {
        _asked.Add(name);
        return json.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
    }

    public string? String(string name, bool required = false)
    {
        if (!TryTake(name, out var value))
        {
            if (required)
                findings.Add(PathOf(name), BlockCodes.Missing, $"\"{name}\" is required");
            return null;
        }

        return value.ValueKind == JsonValueKind.String ? value.GetString() : Wrong<string>(name, value, "a string");
    }

    public int Integer(string name, int otherwise, int min, int max)
    {
        if (!TryTake(name, out var value))
            return otherwise;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= min && number <= max)
            return number;
        findings.Add(PathOf(name), BlockCodes.OutOfRange, $"found {Show(value)}, expected a whole number from {min} to {max}");
        return otherwise;
    }

    public TimeSpan? Duration(string name)
    {
        if (!TryTake(name, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.String && Reading.Duration.TryParse(value.GetString()!, out var duration))
            return duration;
        findings.Add(PathOf(name), BlockCodes.BadDuration, $"found {Show(value)}, expected {Reading.Duration.Expected}");
        return null;
    }

    /// <summary>A list of strings; one string is a list of one.</summary>
    public IReadOnlyList<string> Strings(string name)
    {
        if (!TryTake(name, out var value))
            return [];
        if (value.ValueKind == JsonValueKind.String)
            return [value.GetString()!];
        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(e => e.ValueKind == JsonValueKind.String))
            return [.. value.EnumerateArray().Select(e => e.GetString()!)];
        return Wrong<IReadOnlyList<string>>(name, value, "a string or an array of strings") ?? [];
    }

    public IEnumerable<(JsonElement Json, string Path)> Items(string name, int most)
    {
        if (!TryTake(name, out var value))
            return [];
        if (value.ValueKind != JsonValueKind.Array)
            return Wrong<IEnumerable<(JsonElement, string)>>(name, value, "an array") ?? [];
        if (value.GetArrayLength() > most)
            findings.Add(PathOf(name), BlockCodes.OutOfRange, $"found {value.GetArrayLength()} items, expected at most {most}");
        return value.EnumerateArray().Take(most).Select((item, i) => (item, $"{PathOf(name)}[{i}]"));
    }

    /// <summary>The members of an object whose names are the author's.</summary>
    public IEnumerable<(string Name, JsonElement Json, string Path)> Members(string name)
    {
        if (!TryTake(name, out var value))
            return [];
        return value.ValueKind == JsonValueKind.Object
            ? value.EnumerateObject().Select(m => (m.Name, m.Value, $"{PathOf(name)}.{m.Name}"))
            : Wrong<IEnumerable<(string, JsonElement, string)>>(name, value, "an object") ?? [];
    }

    /// <summary>Reports the members that nobody asked for.</summary>
    public void Finish()
    {
        foreach (var member in json.EnumerateObject())
        {
            if (!_asked.Contains(member.Name, StringComparer.Ordinal))
                findings.AddUnknown(PathOf(member.Name), BlockCodes.UnknownKey, "key", member.Name, _asked);
        }
    }

    public static string Show(JsonElement json) => json.GetRawText() is { Length: > 60 } text ? text[..60] + "…" : json.GetRawText();

    private T? Wrong<T>(string name, JsonElement value, string expected)
    {
        findings.Add(PathOf(name), BlockCodes.WrongShape, $"found {Show(value)}, expected {expected}");
        return default;
    }
}
