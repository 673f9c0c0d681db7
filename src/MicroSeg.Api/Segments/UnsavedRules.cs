using System.Text.Json;
using MicroSeg.Api.Audience;
using MicroSeg.Api.Rfm;
using MicroSeg.Api.Schema;
using MicroSeg.Audience.Bitmaps;
using MicroSeg.Audience.Rules;

namespace MicroSeg.Api.Segments;

/// <summary>Reads rules that are not saved, and puts together what is evaluated for them.</summary>
internal sealed class UnsavedRules(LiveAudience audience, SegmentCatalog catalog, SchemaCatalog schemas, RfmCatalog models)
{
    /// <summary>Ids in a sample.</summary>
    private const int SampleSize = 10;

    /// <summary>Reads a rule.</summary>
    /// <param name="json">The rule.</param>
    /// <param name="segments">The segments that it may name.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="Web.ApiException">400, with all that is wrong.</exception>
    public async Task<SegmentRule> ReadAsync(JsonElement json, IReadOnlyCollection<string> segments, CancellationToken cancellationToken)
    {
        var reading = await TryReadAsync(json, segments, cancellationToken);
        return reading.Rule ?? throw SegmentErrors.InvalidRule(reading.Findings);
    }

    /// <summary>Reads a rule, or finds what is wrong with it.</summary>
    public async Task<RuleReading> TryReadAsync(JsonElement json, IReadOnlyCollection<string> segments, CancellationToken cancellationToken)
    {
        var reading = RuleReader.Read(json, audience.Index.Schema, new RuleNames(segments, catalog.Models));
        if (!reading.IsValid)
        {
            // Something that was defined just now may not have come through yet.
            var schema = await schemas.LoadAsync(cancellationToken);
            audience.Adopt(schema);
            reading = RuleReader.Read(json, schema, new RuleNames(segments, await models.ReadAsync(cancellationToken)));
        }

        return reading;
    }

    /// <summary>Some definitions, and those that they name, directly or not.</summary>
    /// <param name="definitions">The definitions.</param>
    /// <param name="find">Finds others.</param>
    public static List<SegmentDefinition> WithNamed(IEnumerable<SegmentDefinition> definitions, Func<string, SegmentDefinition?> find)
    {
        var wanted = definitions.ToDictionary(d => d.Key, StringComparer.Ordinal);
        var open = new Queue<string>(wanted.Values.SelectMany(d => d.Rule.References.Segments));
        while (open.TryDequeue(out var key))
        {
            if (wanted.ContainsKey(key) || find(key) is not { } named)
                continue;
            wanted.Add(key, named);
            foreach (var next in named.Rule.References.Segments)
                open.Enqueue(next);
        }

        return [.. wanted.Values];
    }

    /// <summary>The ids of some customers, spread evenly over all, the same ones for the same set.</summary>
    public List<string> Sample(CustomerSet customers)
    {
        var count = Math.Min(SampleSize, customers.Count);
        return [.. Enumerable.Range(0, count).Select(i => audience.Index.Keys.GetId(customers.Select((int)((long)i * customers.Count / count)))).OfType<string>()];
    }
}
