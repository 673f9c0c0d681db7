using System.Text.Json.Nodes;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;

namespace MicroSeg.Audience.Rules.Windows;

/// <summary><c>{ "from": …, "to": … }</c>, both ends in: dates, which are whole days of the customer's, or instants, which are seconds.</summary>
internal sealed record AbsoluteWindow(Moment? From, Moment? To) : EventWindow
{
    public static string[] KeyNames { get; } = ["from", "to"];

    public override TimeUse Uses => From is { IsDate: true } || To is { IsDate: true } ? TimeUse.Zone : TimeUse.None;

    /// <summary>As long a time that ends right before it, when both ends are given.</summary>
    public override EventWindow? Before => From is { } from && To is { } to ? new AbsoluteWindowBefore(from, to) : null;

    public override string Phrase() => (From, To) switch
    {
        ({ } from, { } to) => $"from {from} to {to}",
        ({ } from, null) => $"since {from}",
        _ => $"until {To}",
    };

    public override KeySet Keys(ZoneClock clock) =>
        KeySet.Between(From?.First(clock) ?? long.MinValue, To?.Last(clock) ?? long.MaxValue);

    /// <summary>What <see cref="Read"/> reads.</summary>
    public static JsonObject ObjectShape(ShapeScope scope) => new ObjectShape().May("from", Shape.Moment(scope)).May("to", Shape.Moment(scope)).AtLeastOneOf(KeyNames).Build();

    /// <summary>Windows of which one end is open.</summary>
    public static IEnumerable<JsonObject> OpenShapes() => KeyNames.Select(key =>
    {
        var open = Shape.Having(key);
        open["not"] = Shape.Having(KeyNames.First(other => other != key));
        return open;
    });

    public static AbsoluteWindow? Read(ReadState state, ObjectReader reader)
    {
        var (hasFrom, hasTo) = (reader.Has("from"), reader.Has("to"));
        Moment? from = reader.Take("from") is { } first ? Values.MomentOf(state, first, instants: true) : null;
        Moment? to = reader.Take("to") is { } last ? Values.MomentOf(state, last, instants: true) : null;
        if (from is { } a && to is { } b && a.IsDate == b.IsDate && a.Value.Key > b.Value.Key)
            state.Report(RuleCodes.EmptyRange, reader.Place.Path, $"found {reader.Place.Shown}, expected \"from\" to be no later than \"to\"");
        return hasFrom == from is not null && hasTo == to is not null ? new AbsoluteWindow(from, to) : null;
    }
}
