using System.Globalization;
using System.Text.Json;

namespace MicroSeg.Api.Segments.Versions;

/// <summary>What became of a part of a rule.</summary>
internal enum RuleChangeKind
{
    Added,
    Removed,
    Changed,
}

/// <summary>A part of a rule that is not the same in two versions.</summary>
/// <param name="Op">What became of it.</param>
/// <param name="Path">Where it is: in the later rule, or in the earlier one when it was removed.</param>
/// <param name="Before">What it was; absent when it was added.</param>
/// <param name="After">What it is; absent when it was removed.</param>
internal sealed record RuleChange(RuleChangeKind Op, string Path, JsonElement? Before, JsonElement? After);

/// <summary>
/// Compares two rules part by part: objects by their members, lists by what their items have in common in the same order, so that an item that
/// was put in or taken out does not make all that follow it look changed.
/// </summary>
internal static class RuleDiff
{
    /// <summary>What is not the same, in the order of the later rule.</summary>
    public static IReadOnlyList<RuleChange> Of(JsonElement? before, JsonElement? after)
    {
        var changes = new List<RuleChange>();
        Compare("$", "$", before, after, changes);
        return changes;
    }

    private static void Compare(string pathBefore, string pathAfter, JsonElement? before, JsonElement? after, List<RuleChange> changes)
    {
        if (before is not { } was)
        {
            if (after is not null)
                changes.Add(new RuleChange(RuleChangeKind.Added, pathAfter, null, after));
        }
        else if (after is not { } now)
        {
            changes.Add(new RuleChange(RuleChangeKind.Removed, pathBefore, before, null));
        }
        else if (was.ValueKind == JsonValueKind.Object && now.ValueKind == JsonValueKind.Object)
        {
            CompareObjects(pathBefore, pathAfter, was, now, changes);
        }
        else if (was.ValueKind == JsonValueKind.Array && now.ValueKind == JsonValueKind.Array)
        {
            CompareLists(pathBefore, pathAfter, [.. was.EnumerateArray()], [.. now.EnumerateArray()], changes);
        }
        else if (!JsonElement.DeepEquals(was, now))
        {
            changes.Add(new RuleChange(RuleChangeKind.Changed, pathAfter, before, after));
        }
    }

    private static void CompareObjects(string pathBefore, string pathAfter, JsonElement before, JsonElement after, List<RuleChange> changes)
    {
        foreach (var member in before.EnumerateObject().Where(m => !after.TryGetProperty(m.Name, out _)))
            Compare(Member(pathBefore, member.Name), "", member.Value, null, changes);
        foreach (var member in after.EnumerateObject())
            Compare(Member(pathBefore, member.Name), Member(pathAfter, member.Name), before.TryGetProperty(member.Name, out var was) ? was : null, member.Value, changes);
    }

    private static void CompareLists(string pathBefore, string pathAfter, JsonElement[] before, JsonElement[] after, List<RuleChange> changes)
    {
        var (i, j) = (0, 0);
        foreach (var (sameBefore, sameAfter) in CommonSequence.Of(before, after).Append((before.Length, after.Length)))
        {
            CompareGap(pathBefore, pathAfter, before, (i, sameBefore), after, (j, sameAfter), changes);
            (i, j) = (sameBefore + 1, sameAfter + 1);
        }
    }

    /// <summary>Compares what lies between two items that both lists have: items that are alike with each other, the others each for itself.</summary>
    private static void CompareGap(
        string pathBefore, string pathAfter, JsonElement[] before, (int From, int To) gapBefore, JsonElement[] after, (int From, int To) gapAfter, List<RuleChange> changes)
    {
        var i = gapBefore.From;
        for (var j = gapAfter.From; j < gapAfter.To; j++)
        {
            var alike = Array.FindIndex(before, i, gapBefore.To - i, item => AreAlike(item, after[j]));
            if (alike < 0)
            {
                Compare("", Item(pathAfter, j), null, after[j], changes);
                continue;
            }

            for (; i < alike; i++)
                Compare(Item(pathBefore, i), "", before[i], null, changes);
            Compare(Item(pathBefore, i), Item(pathAfter, j), before[i], after[j], changes);
            i++;
        }

        for (; i < gapBefore.To; i++)
            Compare(Item(pathBefore, i), "", before[i], null, changes);
    }

    // Conditions of one kind on one thing share the member that names it; groups of one kind have the same members, which hold the rest.
    private static bool AreAlike(JsonElement a, JsonElement b)
    {
        if (a.ValueKind != JsonValueKind.Object || b.ValueKind != JsonValueKind.Object)
            return false;
        if (a.EnumerateObject().Any(m => b.TryGetProperty(m.Name, out var other) && JsonElement.DeepEquals(m.Value, other)))
            return true;
        return a.EnumerateObject().Any(m => m.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            && a.EnumerateObject().Select(m => m.Name).ToHashSet(StringComparer.Ordinal).SetEquals(b.EnumerateObject().Select(m => m.Name));
    }

    private static string Member(string path, string name) => name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? $"{path}.{name}" : $"{path}[{JsonSerializer.Serialize(name)}]";

    private static string Item(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");
}
