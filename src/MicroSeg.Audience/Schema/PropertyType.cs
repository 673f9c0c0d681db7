namespace MicroSeg.Audience.Schema;

/// <summary>The type of a customer's attribute or of an event's property.</summary>
public enum PropertyType
{
    /// <summary>Text, compared by its UTF-16 code units.</summary>
    String,

    /// <summary>A finite IEEE 754 double.</summary>
    Number,

    /// <summary>A fixed-point number with up to six decimal places, such as an amount of money.</summary>
    Decimal,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A calendar date (ISO 8601, <c>2026-03-01</c>).</summary>
    Date,

    /// <summary>An instant with an offset (RFC 3339, <c>2026-03-01T10:00:00Z</c>), kept to the second.</summary>
    DateTime,

    /// <summary>A set of distinct strings.</summary>
    StringSet,

    /// <summary>A point on the earth: <c>{ "lat": 55.75, "lon": 37.62 }</c>, degrees, WGS 84.</summary>
    Geo,
}
