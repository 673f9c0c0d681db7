using System.Globalization;
using System.Text.Json;
using MicroSeg.Api.Segments;
using MicroSeg.Api.Web;

namespace MicroSeg.Api.Audiences.Sets;

/// <summary>Reads a set expression and collects all that is wrong with it.</summary>
internal sealed class SetReader(SegmentCatalog catalog, AudienceSetOptions limits, List<Finding> findings)
{
    private int _nodes;
    private int _depth;

    public AudienceSetOptions Limits => limits;

    /// <summary>Reads one node; null when something is wrong with it, which has been reported.</summary>
    public SetNode? Read(JsonPlace place)
    {
        if (++_nodes == limits.MaxNodes + 1)
            Report("audience.too_many_nodes", place.Path, $"the set has more than {Number(limits.MaxNodes)} nodes");
        if (_nodes > limits.MaxNodes)
            return null;
        if (_depth == limits.MaxDepth)
        {
            Report("audience.too_deep", place.Path, $"nodes are nested more than {Number(limits.MaxDepth)} deep");
            return null;
        }

        _depth++;
        var node = place.Json.ValueKind switch
        {
            JsonValueKind.String => SegmentLeaf.Kind.Read(this, place),
            JsonValueKind.Object => ReadObject(place),
            _ => Wrong(place, "a segment's key or an object such as { \"and\": [ … ] }"),
        };
        _depth--;
        return node;
    }

    /// <summary>Reads the operands of a node, at least one; null when one of them is wrong.</summary>
    public IReadOnlyList<SetNode>? ReadList(JsonPlace place)
    {
        if (place.Json.ValueKind != JsonValueKind.Array || place.Json.GetArrayLength() == 0)
        {
            Wrong(place, "an array of at least one set");
            return null;
        }

        var nodes = new List<SetNode?>();
        for (var i = 0; i < place.Json.GetArrayLength() && _nodes <= limits.MaxNodes; i++)
            nodes.Add(Read(place.Item(i)));
        return nodes.TrueForAll(n => n is not null) ? [.. nodes.OfType<SetNode>()] : null;
    }

    /// <summary>Checks that there is such a segment.</summary>
    public bool Knows(string key, string path)
    {
        if (catalog.Find(key) is not null)
            return true;
        Report("audience.unknown_segment", path, Suggestions.Unknown("segment", key, catalog.Segments.Keys));
        return false;
    }

    /// <summary>Reports that a value is not what belongs here.</summary>
    public SetNode? Wrong(JsonPlace place, string expected)
    {
        Report("audience.wrong_shape", place.Path, $"found {place.Shown}, expected {expected}");
        return null;
    }

    public void Report(string code, string path, string message) => findings.Add(new Finding(path, code, message));

    public static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private SetNode? ReadObject(JsonPlace place)
    {
        SetNode? node = null;
        var kinds = 0;
        foreach (var member in place.Json.EnumerateObject())
        {
            var inner = place.Member(member);
            if (SetKind.Find(member.Name) is not { } kind)
                Report("audience.unknown_key", inner.Path, Suggestions.Unknown("key", member.Name, SetKind.Names));
            else if (++kinds == 1)
                node = kind.Read(this, inner);
            else
                Report("audience.two_kinds", inner.Path, "a node has one kind; put it into an \"and\" or an \"or\" of its own");
        }

        if (kinds == 0 && !place.Json.EnumerateObject().Any())
            return Wrong(place, $"one of: {string.Join(", ", SetKind.Names)}");
        return kinds == 1 ? node : null;
    }
}
