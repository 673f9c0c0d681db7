using System.Text.Json.Nodes;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules.Conditions;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Windows;

/// <summary>
/// <c>{ "first": "30d", "after": "signedUpAt" }</c>: <c>[anchor, anchor + length)</c>. <c>{ "last": "7d", "before": "departsAt" }</c>:
/// <c>(anchor − length, anchor]</c>. The anchor is a date or an instant of the customer's own, of a date its first second in the customer's zone, and
/// is itself always in; calendar steps are taken in that zone. Where the anchor is missing no event is in.
/// </summary>
/// <param name="Length">The length.</param>
/// <param name="Attribute">The attribute that holds the anchor.</param>
/// <param name="Type">Its type: date or datetime.</param>
/// <param name="After">Whether the window starts with the anchor rather than ends with it.</param>
internal sealed record AnchoredWindow(RuleDuration Length, string Attribute, PropertyType Type, bool After) : EventWindow
{
    /// <summary>The keys of the window after an anchor.</summary>
    public static string[] AfterKeys { get; } = ["first", "after"];

    /// <summary>The key that tells a window before an anchor from a rolling one, which has <c>last</c> too.</summary>
    public static string[] BeforeKeys { get; } = ["before"];

    public override TimeUse Uses => Type == PropertyType.Date || Length.IsCalendar ? TimeUse.Zone : TimeUse.None;

    public override string Phrase() => After ? $"in the first {Length} after the customer's {Attribute}" : $"in the last {Length} before the customer's {Attribute}";

    public override KeySet Keys(ZoneClock clock) => throw new NotSupportedException("Its times are not the same for all customers of a zone.");

    public override void Collect(RuleReferences references)
    {
        references.AddAttribute(Attribute);
        references.AddTime(Uses);
    }

    public override PlanNode Compile(PlanScope events) => events.Group(GroupKind.All, [events.Times(null), events.Anchored(this)]);

    /// <summary>The first and the last second of the window of an anchor, given as a key of the attribute's type.</summary>
    public (long First, long Last) Around(long anchor, ZoneClock clock)
    {
        var at = Type == PropertyType.Date ? clock.StartOfDay(anchor) : anchor;
        return After ? (at, clock.Shift(at, Length, 1) - 1) : (clock.Shift(at, Length, -1) + 1, at);
    }

    protected override KeySet Times(Block block)
    {
        var attribute = block.Plan.Scope.Schema.AttributeIndex(Attribute);
        if (block.Column(PlanNode.Customers, attribute) is not { } anchors || !anchors.TryGetKey(block.FirstRow, out var anchor))
            return KeySet.None;
        var (first, last) = Around(anchor, block.Instant.Clock(Uses.HasFlag(TimeUse.Zone) ? block.ZoneOf(0) : 0));
        return KeySet.Between(first, last);
    }

    /// <summary>Whether times from one to another, both in, may reach into the window of an anchor: a quick look before an exact one.</summary>
    public bool MayReach(long anchor, long first, long last)
    {
        // Room for time zones, changes of the clocks and months of any length.
        const long Day = 86_400, Slack = 3 * Day;
        var at = Type == PropertyType.Date ? (anchor - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber) * Day : anchor;
        var reach = Slack + Length.Seconds + (Length.Months * 31 * Day);
        return last >= at - (After ? Slack : reach) && first <= at + (After ? reach : Slack);
    }

    public static AnchoredWindow? ReadAfter(ReadState state, ObjectReader reader) => Read(state, reader, "first", "after", after: true);

    public static AnchoredWindow? ReadBefore(ReadState state, ObjectReader reader) => Read(state, reader, "last", "before", after: false);

    /// <summary>The keys of the anchors.</summary>
    public static string[] AnchorKeys { get; } = ["after", "before"];

    public static JsonObject? ShapeAfter(ShapeScope scope) => ShapeOf(scope, "first", "after");

    public static JsonObject? ShapeBefore(ShapeScope scope) => ShapeOf(scope, "last", "before");

    private static JsonObject? ShapeOf(ShapeScope scope, string lengthKey, string anchorKey)
    {
        string[] anchors = [.. scope.Schema.Attributes.Where(a => a.Type is PropertyType.Date or PropertyType.DateTime).Select(a => a.Name)];
        return anchors.Length == 0 ? null : new ObjectShape().Must(lengthKey, Shape.Duration(scope)).Must(anchorKey, Shape.Enum(anchors)).Build();
    }

    private static AnchoredWindow? Read(ReadState state, ObjectReader reader, string lengthKey, string anchorKey, bool after)
    {
        var length = reader.Require(lengthKey, RuleDuration.Expected) is { } place ? Values.Duration(state, place) : null;
        var attribute = reader.Require(anchorKey, "the name of an attribute of type date or datetime") is { } name ? FindAnchor(state, name) : null;
        return length is { } span && attribute is not null ? new AnchoredWindow(span, attribute.Name, attribute.Type, after) : null;
    }

    private static PropertyDefinition? FindAnchor(ReadState state, JsonPlace place)
    {
        if (AttributeCondition.Find(state, place) is not { } attribute)
            return null;
        if (attribute.Type is PropertyType.Date or PropertyType.DateTime)
            return attribute;
        state.Report(RuleCodes.WrongType, place.Path, $"attribute \"{attribute.Name}\" is of type {PropertyTypes.NameOf(attribute.Type)}, expected date or datetime");
        return null;
    }
}
