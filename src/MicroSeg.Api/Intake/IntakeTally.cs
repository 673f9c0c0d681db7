using MicroSeg.Api.Storage.Bulk;
using MicroSeg.Api.Web;

namespace MicroSeg.Api.Intake;

/// <summary>Counts what becomes of a body's records.</summary>
/// <param name="mostReported">Rejected records that are spelt out.</param>
/// <param name="isStaged">Nothing stands unless the body comes to its end.</param>
internal sealed class IntakeTally(int mostReported, bool isStaged)
{
    private readonly List<RejectedRecord> _rejected = [];

    public long Accepted { get; private set; }

    public long Duplicates { get; private set; }

    public long RejectedCount { get; private set; }

    /// <summary>Records that stand although the body has failed.</summary>
    public long Standing => isStaged ? 0 : Accepted;

    /// <summary>The change number up to which everything accepted can be seen; 0 when nothing was.</summary>
    public long Number { get; private set; }

    /// <summary>The body was an array, or CSV, that says in so many words that there is nothing.</summary>
    public bool IsExplicitlyEmpty { get; private set; }

    /// <summary>Waits for all writes, and counts those that succeeded.</summary>
    /// <exception cref="ApiException">The first failure.</exception>
    public async Task AddAsync(IReadOnlyList<Task<Committed<WriteCounts>>> writes)
    {
        try
        {
            await Task.WhenAll(writes);
        }
        finally
        {
            foreach (var write in writes.Where(w => w.IsCompletedSuccessfully))
            {
                var (counts, number) = await write;
                Accepted += counts.Accepted;
                Duplicates += counts.Duplicates;
                Number = number;
            }
        }
    }

    public void Reject(long line, IReadOnlyList<Finding> errors)
    {
        RejectedCount++;
        if (_rejected.Count < mostReported)
            _rejected.Add(new(line, errors));
    }

    public IntakeReply ToReply() => new(Accepted, Duplicates, _rejected, RejectedCount);

    /// <summary>The body has ended.</summary>
    public void End(BodyFormat format) => IsExplicitlyEmpty = RejectedCount == 0 && Accepted == 0 && format is (BodyFormat.Array or BodyFormat.Csv);

    /// <summary>Tells with a failure what stands in spite of it.</summary>
    public ApiException On(ApiException failure)
    {
        failure.Extensions["accepted"] = Standing;
        failure.Extensions["duplicates"] = Duplicates;
        failure.Extensions["rejected"] = _rejected;
        failure.Extensions["rejectedCount"] = RejectedCount;
        return failure;
    }
}

/// <summary>What became of the rows of one write.</summary>
internal readonly record struct WriteCounts(int Accepted, int Duplicates);
