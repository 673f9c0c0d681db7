namespace MicroSeg.Audience.Evaluation;

/// <summary>What an RFM model measures of many customers, a place in each list for each of them.</summary>
internal sealed class RfmColumns
{
    /// <summary>When the latest event was, in seconds since 1970.</summary>
    public List<long> Times { get; } = [];

    /// <summary>How many events there are.</summary>
    public List<long> Counts { get; } = [];

    /// <summary>The sums of the values, as keys.</summary>
    public List<long> Sums { get; } = [];

    public void Add(RfmColumns other)
    {
        Times.AddRange(other.Times);
        Counts.AddRange(other.Counts);
        Sums.AddRange(other.Sums);
    }
}
