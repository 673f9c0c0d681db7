using System.Globalization;
using System.Text.Json.Nodes;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Operators;

/// <summary><c>withinKm: 50, of: { "lat": …, "lon": … }</c>: at most so far along the great circle.</summary>
internal sealed record NearOperator(double Kilometres, GeoPoint Of) : ValueOperator
{
    public const string Name = "withinKm";

    public override string Phrase() => string.Create(CultureInfo.InvariantCulture, $"is within {Kilometres} km of {Of.Latitude}, {Of.Longitude}");

    public override Func<PropertyValue, bool> Matcher() => value => value.Point.DistanceKm(Of) <= Kilometres;

    /// <summary>What the distance looks like.</summary>
    public static JsonObject Operand => new() { ["type"] = "number", ["minimum"] = 0 };

    public static NearOperator? Read(OperatorReading reading, JsonPlace place)
    {
        var centre = reading.Reader.Require("of", "a point such as { \"lat\": 55.75, \"lon\": 37.62 }");
        var point = centre is { } of ? Values.One(reading.State, of, PropertyType.Geo) : null;
        if (Values.One(reading.State, place, PropertyType.Number) is not { } kilometres)
            return null;
        if (kilometres.Number < 0)
            reading.State.Report(RuleCodes.BadValue, place.Path, $"found {place.Shown}, expected a distance in kilometres of 0 or more");
        return point is { } at ? new NearOperator(kilometres.Number, at.Point) : null;
    }
}
