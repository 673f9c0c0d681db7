using System.Text.Json;
using MicroSeg.Api.Rfm;
using MicroSeg.Api.Storage;
using MicroSeg.Audience.Rules;
using MicroSeg.Audience.Schema;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Segments.Editing;

/// <summary>Checks a rule before it is saved: what it says, and whom it names.</summary>
internal static class RuleCheck
{
    /// <summary>Checks the rule of a segment in its status, in the transaction of the edit, and notes what it names.</summary>
    /// <exception cref="Web.ApiException">400 with all that is wrong with the rule; 409 for a cycle, for too long a chain, or for a segment that it may not name.</exception>
    public static async Task RunAsync(MicroSegDbContext db, Segment segment, AudienceSchema schema, CancellationToken cancellationToken)
    {
        var others = await db.Set<Segment>().AsNoTracking().Where(s => s.Key != segment.Key)
            .Select(s => new { s.Key, Names = new Named(s.Status, s.References) })
            .ToDictionaryAsync(s => s.Key, s => s.Names, StringComparer.Ordinal, cancellationToken);
        var reading = RuleReader.Read(JsonElement.Parse(segment.Rule!), schema, new RuleNames([.. others.Keys, segment.Key], await RfmCatalog.ReadAsync(db, cancellationToken)));
        if (!reading.IsValid)
            throw SegmentErrors.InvalidRule(reading.Findings);
        ThrowIfUnfit(segment.Key, segment.Status, reading.Rule, others);
        var references = reading.Rule.References;
        (segment.References, segment.Models) = ([.. references.Segments], [.. references.Models]);
    }

    /// <summary>Checks whom a rule names.</summary>
    /// <param name="key">The segment whose rule it is.</param>
    /// <param name="status">The status that it is to have.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="others">All other segments.</param>
    /// <exception cref="Web.ApiException">409 for a cycle, for too long a chain, or for a segment that it may not name.</exception>
    public static void ThrowIfUnfit(string key, SegmentStatus status, SegmentRule rule, IReadOnlyDictionary<string, Named> others)
    {
        var uses = others.ToDictionary(s => s.Key, s => s.Value.References, StringComparer.Ordinal);
        uses[key] = [.. rule.References.Segments];
        if (SegmentReferences.FindCycle(key, uses) is { } cycle)
            throw SegmentErrors.Cycle(cycle);
        var graph = new SegmentGraph(uses.Select(u => KeyValuePair.Create(u.Key, (IReadOnlyCollection<string>)u.Value)));
        if (graph.FindLongChain() is { } chain)
            throw SegmentErrors.LongChain(chain);
        var refused = uses[key].Where(named => !status.MayName(others[named].Status)).Select(named => (named, others[named].Status)).ToList();
        if (refused.Count > 0)
            throw SegmentErrors.NotReferable(refused);
    }

    /// <summary>A segment that a rule may name.</summary>
    /// <param name="Status">Its status.</param>
    /// <param name="References">Whom it names itself.</param>
    internal sealed record Named(SegmentStatus Status, string[] References);
}
