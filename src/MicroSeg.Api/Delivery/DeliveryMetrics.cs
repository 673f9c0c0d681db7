using System.Diagnostics.Metrics;
using MicroSeg.Api.Blocks.Rendering;

namespace MicroSeg.Api.Delivery;

/// <summary>What delivery counts: meter <c>MicroSeg.Delivery</c>.</summary>
internal sealed class DeliveryMetrics
{
    public const string MeterName = "MicroSeg.Delivery";

    private readonly Counter<long> _answers;
    private readonly Histogram<double> _duration;

    public DeliveryMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _answers = meter.CreateCounter<long>("microseg.delivery.answers", "{answer}", "Content that was handed out, by block, source and reason.");
        _duration = meter.CreateHistogram<double>("microseg.delivery.duration", "s", "How long it took to find or make the content.");
    }

    public void Answered(ContentAnswer answer, TimeSpan took)
    {
        _answers.Add(
            1,
            new KeyValuePair<string, object?>("block", answer.Block.Key),
            new KeyValuePair<string, object?>("source", SourceNames.Of(answer.Source)),
            new KeyValuePair<string, object?>("reason", answer.Reason));
        _duration.Record(took.TotalSeconds, new KeyValuePair<string, object?>("source", SourceNames.Of(answer.Source)));
    }
}
