using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Evaluation.Explaining;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;

namespace MicroSeg.Audience.Rules.Conditions;

/// <summary>
/// <c>{ "sample": 10, "salt": "spring" }</c>: a stable share of customers in percent, with up to four decimal places. A customer's
/// bucket is XXH64 (seed 0) of the salt's UTF-8 bytes followed by the id's, times a million, over 2⁶⁴; those below the share are in, so a larger
/// sample of one salt contains the smaller one. Without a salt it is empty.
/// </summary>
/// <param name="Buckets">How many of the million buckets are in.</param>
/// <param name="Salt">What makes this sample another than those of other salts.</param>
internal sealed record SampleCondition(int Buckets, string Salt) : SegmentRule
{
    private const int BucketsPerPercent = 10_000;

    public static ConditionKind Kind { get; } = new("sample", Read, _ =>
    [
        new ObjectShape()
            .Must("sample", new JsonObject { ["type"] = "number", ["minimum"] = 0, ["maximum"] = 100, ["multipleOf"] = 1m / BucketsPerPercent })
            .May("salt", new JsonObject { ["type"] = "string", ["maxLength"] = SampleNode.MaxSaltLength })
            .Build(),
    ]);

    internal override string Phrase() =>
        $"the customer falls into a stable sample of {((decimal)Buckets / BucketsPerPercent).ToString("0.####", CultureInfo.InvariantCulture)} % (salt {RuleText.Quote(Salt)})";

    internal override void Collect(RuleReferences references)
    {
    }

    internal override PlanNode Compile(PlanScope scope) => scope.Sample(Buckets, Salt);

    internal override Explanation Explain(ExplainScope scope, JsonPlace place) => scope.Leaf(this, Kind.Key, place) with
    {
        Seen = [ExplainedValue.Number("bucket", ((SampleNode)scope.Plan.Compile(this)).BucketOf(scope.Block))],
        Threshold = place.Without(),
    };

    private static SampleCondition? Read(ReadState state, ObjectReader reader, ReadScope scope)
    {
        var place = reader.Take("sample")!.Value;
        var salt = reader.TakeString("salt", out var saltPlace);
        if (salt is { Length: > SampleNode.MaxSaltLength })
            state.Report(RuleCodes.BadValue, saltPlace.Path, $"found {saltPlace.Shown}, expected at most {RuleText.Number(SampleNode.MaxSaltLength)} characters");
        if (place.Json.ValueKind == JsonValueKind.Number && place.Json.TryGetDecimal(out var percent) && percent is >= 0 and <= 100
            && percent * BucketsPerPercent == decimal.Truncate(percent * BucketsPerPercent))
            return new SampleCondition((int)(percent * BucketsPerPercent), salt ?? "");
        state.Report(RuleCodes.BadValue, place.Path, $"found {place.Shown}, expected a percentage from 0 to 100 with at most four decimal places");
        return null;
    }
}
