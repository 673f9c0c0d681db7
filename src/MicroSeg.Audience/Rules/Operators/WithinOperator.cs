using System.Text.Json.Nodes;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Operators;

/// <summary>
/// <c>withinLast</c> and <c>withinNext</c>. Instants: <c>(asOf − length, asOf]</c> and <c>[asOf, asOf + length]</c>. Dates count in
/// the customer's days: the last 30 days are today and the 29 days before, the next 14 are today and the 14 days after.
/// </summary>
internal sealed record WithinOperator(bool Next, RuleDuration Length, PropertyType Type) : ValueOperator
{
    private static readonly PropertyType[] Types = [PropertyType.Date, PropertyType.DateTime];

    public static OperatorKind[] Kinds { get; } =
    [
        new("withinLast", Types, (r, p) => Read(r, p, next: false), Operand),
        new("withinNext", Types, (r, p) => Read(r, p, next: true), Operand),
    ];

    public override TimeUse Uses => TimeUse.AsOf | (Type == PropertyType.Date || Length.IsCalendar ? TimeUse.Zone : TimeUse.None);

    public override string Phrase() => $"is within the {(Next ? "next" : "last")} {Length}";

    public override KeySet Keys(ZoneClock clock) => (Type, Next) switch
    {
        (PropertyType.Date, false) => KeySet.Between(clock.ShiftToday(Length, -1) + 1, clock.Today),
        (PropertyType.Date, true) => KeySet.Between(clock.Today, clock.ShiftToday(Length, 1)),
        (_, false) => KeySet.Between(clock.Shift(Length, -1) + 1, clock.AsOf),
        _ => KeySet.Between(clock.AsOf, clock.Shift(Length, 1)),
    };

    public override long NextChange(long key, ZoneClock clock) => (Type, Next) switch
    {
        (PropertyType.Date, false) => Math.Min(clock.NextDay(key), clock.NextDayChange(key, -1, Length)),
        (PropertyType.Date, true) => Math.Min(clock.NextDayChange(key, 1, Length), clock.NextDay(key + 1)),
        (_, false) => Math.Min(clock.Later(key), clock.NextChange(key, -1, Length)),
        _ => Math.Min(clock.NextChange(key, 1, Length), clock.Later(key + 1)),
    };

    public override KeyMotion Motion(ZoneClock clock) => Type == PropertyType.DateTime && !Length.IsCalendar ? KeyMotion.Slides : default;

    private static JsonObject Operand(ShapeScope scope, PropertyType type) => type == PropertyType.Date ? Shape.WholeDays(scope) : Shape.Duration(scope);

    private static WithinOperator? Read(OperatorReading reading, JsonPlace place, bool next) =>
        reading.Days(place) is { } length ? new WithinOperator(next, length, reading.Type) : null;
}
