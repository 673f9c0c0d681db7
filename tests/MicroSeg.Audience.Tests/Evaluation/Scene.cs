using System.Globalization;
using System.Text.Json;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Evaluation.Explaining;
using MicroSeg.Audience.Index;
using MicroSeg.Audience.Rules;
using MicroSeg.Audience.Schema;
using MicroSeg.Audience.Tests.Oracle;

namespace MicroSeg.Audience.Tests.Evaluation;

/// <summary>A few customers written down by hand, and whom a rule selects of them.</summary>
internal sealed class Scene
{
    private readonly AudienceSchema _schema;
    private long _number;
    private int _customers;

    public Scene(bool withZone = true)
    {
        _schema = RandomAudience.CreateSchema(withZone);
        Index = new AudienceIndex(_schema);
    }

    public AudienceIndex Index { get; }

    public DateTimeOffset AsOf { get; set; } = At("2026-06-30T12:00:00Z");

    public EvaluationOptions Options { get; set; } = EvaluationOptions.Default;

    public static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Adds a customer; ordinals follow the order of the calls.</summary>
    public Scene Customer(string id, params (string Attribute, object Value)[] attributes)
    {
        Index.UpsertCustomer(_customers++, id, [.. attributes.Select(a => (_schema.AttributeIndex(a.Attribute), RandomAudience.ToValue(a.Value)))]);
        return this;
    }

    /// <summary>Adds an event to the customer added last.</summary>
    public Scene Did(string type, string at, params (string Property, object Value)[] properties)
    {
        var index = _schema.EventIndex(type);
        Index.AppendEvent(_customers - 1, index, ++_number, At(at).ToUnixTimeSeconds(), [.. properties.Select(p => (_schema.Events[index].IndexOf(p.Property), RandomAudience.ToValue(p.Value)))]);
        return this;
    }

    public RulePlan Plan(params (string Key, string Rule)[] segments) =>
        RulePlan.Compile(_schema, [.. segments.Select(s => new SegmentDefinition(s.Key, Read(s.Rule)) { Json = JsonElement.Parse(s.Rule) })]);

    /// <summary>The ids of the customers for whom a rule holds, parted by blanks.</summary>
    public string Members(string rule) => Members(Plan(("it", rule)), "it");

    public string Members(RulePlan plan, string segment) =>
        string.Join(' ', PageEvaluator.Evaluate(plan, Index, AsOf, Options)[plan.IndexOf(segment)].Select(o => Index.Keys.GetId(o)));

    public SegmentContext? Context(string rule, int ordinal) => new CustomerEvaluator(Options).FindContext(Plan(("it", rule)), Index, 0, ordinal, AsOf);

    /// <summary>Why the first segment's rule holds or not for a customer, the one added first unless another is named.</summary>
    public Explanation Explain(params (string Key, string Rule)[] segments) => Explain(0, ExplainLimits.Default, segments);

    public Explanation Explain(string rule, int ordinal = 0) => Explain(ordinal, ExplainLimits.Default, ("it", rule));

    public Explanation Explain(int ordinal, ExplainLimits limits, params (string Key, string Rule)[] segments) =>
        new Explainer(Options, limits).Explain(Plan(segments), Index, 0, ordinal, AsOf)!;

    private SegmentRule Read(string rule)
    {
        var reading = RuleReader.Read(rule, _schema);
        return reading.Rule ?? throw new ArgumentException(string.Join('\n', reading.Findings), nameof(rule));
    }
}
