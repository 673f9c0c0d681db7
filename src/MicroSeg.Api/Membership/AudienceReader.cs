using MicroSeg.Api.Audience;
using MicroSeg.Audience.Evaluation;

namespace MicroSeg.Api.Membership;

/// <summary>Finds customers with their attributes and segments, in memory: what the content path asks. Takes no lock and never throws.</summary>
internal sealed class AudienceReader(LiveAudience audience, MembershipEngine engine, EvaluationOptions options)
{
    private readonly CustomerEvaluator _evaluator = new(options);

    /// <summary>Whether customers and their segments are known yet.</summary>
    public bool IsLoaded => engine.IsLoaded;

    /// <summary>The ids of some customers from all over the index.</summary>
    public IEnumerable<string> Sample(int count)
    {
        var keys = audience.Index.Keys;
        var end = keys.End;
        return Enumerable.Range(0, Math.Min(count, end)).Select(i => keys.GetId((int)((long)i * end / Math.Min(count, end)))).OfType<string>();
    }

    /// <summary>A customer as of now; null when there is none of that id.</summary>
    public CustomerView? Find(string customerId)
    {
        var index = audience.Index;
        return index.Keys.TryGetOrdinal(customerId, out var ordinal) ? new CustomerView(customerId, ordinal, index, engine.State, _evaluator) : null;
    }
}
