using System.Text.Json;
using System.Text.Json.Serialization;
using MicroSeg.Api.Web;
using MicroSeg.Audience.Evaluation;

namespace MicroSeg.Api.Audiences;

/// <summary>Who is asked for.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal record AudienceRequest
{
    /// <summary>
    /// A set expression: a segment's key, <c>{ "segment": key }</c>, <c>{ "all": true }</c>, <c>{ "rule": … }</c>, <c>{ "customers": [ids] }</c>, or
    /// <c>and</c>, <c>or</c>, <c>andNot</c> (the first less the others) and <c>not</c> over such.
    /// </summary>
    public JsonElement? Set { get; init; }

    /// <summary>
    /// A past instant: segments as they were then, by the membership log; rules as of then, with what is known now. The present unless given. Customers
    /// who were erased since are in neither.
    /// </summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Keeps a stable share.</summary>
    public AudienceSample? Sample { get; init; }

    /// <summary>
    /// Keeps at most so many, spread over all: those with the smallest hashes of the sample's salt and their ids, the same ones whenever the set is the same. A
    /// smaller limit is part of a larger one.
    /// </summary>
    public int? Limit { get; init; }

    /// <summary>Adds what is wrong, the set itself aside.</summary>
    public virtual void Check(List<Finding> findings, DateTimeOffset now)
    {
        if (Set is null)
            findings.Add(new Finding("$.set", AudienceErrors.Invalid, "\"set\" is required"));
        if (At > now)
            findings.Add(new Finding("$.at", AudienceErrors.Invalid, "found an instant of the future, expected a past one, or none for the present"));
        if (Limit < 1)
            findings.Add(new Finding("$.limit", AudienceErrors.Invalid, $"found {Limit}, expected 1 or more"));
        Sample?.Check(findings);
    }
}

/// <summary>A stable share of the customers: that of the rule <c>{ "sample": percent, "salt": salt }</c>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record AudienceSample
{
    private const int BucketsPerPercent = StableSample.Buckets / 100;

    /// <summary>From 0 to 100, with at most four decimal places; 100 unless given.</summary>
    public decimal Percent { get; init; } = 100;

    /// <summary>What makes this sample another than those of other salts; empty unless given.</summary>
    public string Salt { get; init; } = "";

    /// <summary>The share as buckets of a million.</summary>
    [JsonIgnore]
    public int Buckets => (int)(Percent * BucketsPerPercent);

    public void Check(List<Finding> findings)
    {
        if (Percent is < 0 or > 100 || Percent * BucketsPerPercent != decimal.Truncate(Percent * BucketsPerPercent))
            findings.Add(new Finding("$.sample.percent", AudienceErrors.Invalid, $"found {Percent}, expected 0 to 100 with at most four decimal places"));
        if (Salt is null || Salt.Length > StableSample.MaxSaltLength)
            findings.Add(new Finding("$.sample.salt", AudienceErrors.Invalid, $"expected at most {StableSample.MaxSaltLength} characters"));
    }
}
