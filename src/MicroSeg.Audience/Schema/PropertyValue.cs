using System.Globalization;

namespace MicroSeg.Audience.Schema;

/// <summary>
/// One typed value. Every type but the string, the string set and the point is held as its <see cref="Key"/>: a 64-bit integer
/// that sorts as the values do, so that the index can store, compare and compress all of them alike.
/// </summary>
public readonly struct PropertyValue : IEquatable<PropertyValue>
{
    /// <summary>Decimals are held in units of 10⁻⁶.</summary>
    public const long DecimalScale = 1_000_000;

    /// <summary>No decimal lies farther from zero.</summary>
    internal const long MaxDecimal = long.MaxValue / DecimalScale;

    private readonly object? _reference;

    private PropertyValue(PropertyType type, long key, object? reference = null)
    {
        Type = type;
        Key = key;
        _reference = reference;
    }

    /// <summary>What the value is.</summary>
    public PropertyType Type { get; }

    /// <summary>
    /// The order-preserving integer: millionths of a decimal, days since 0001-01-01 of a date, seconds since 1970 of an instant, 0 or 1 of a
    /// boolean, the sortable bits of a number. 0 for the types that have none.
    /// </summary>
    public long Key { get; }

    /// <summary>The text of a <see cref="PropertyType.String"/>.</summary>
    public string Text => (string)_reference!;

    /// <summary>The members of a <see cref="PropertyType.StringSet"/>: distinct, in ordinal order.</summary>
    public IReadOnlyList<string> Members => (string[])_reference!;

    /// <summary>The point of a <see cref="PropertyType.Geo"/>.</summary>
    public GeoPoint Point => (GeoPoint)_reference!;

    /// <summary>The value of a <see cref="PropertyType.Number"/>.</summary>
    public double Number => NumberOf(Key);

    /// <summary>The value of a <see cref="PropertyType.Decimal"/>.</summary>
    public decimal Decimal => DecimalOf(Key);

    /// <summary>The value of a <see cref="PropertyType.Boolean"/>.</summary>
    public bool Boolean => Key != 0;

    /// <summary>The value of a <see cref="PropertyType.Date"/>.</summary>
    public DateOnly Date => DateOnly.FromDayNumber((int)Key);

    /// <summary>The value of a <see cref="PropertyType.DateTime"/>, in UTC.</summary>
    public DateTimeOffset DateTime => DateTimeOffset.FromUnixTimeSeconds(Key);

    /// <summary>Equality of type and value.</summary>
    public static bool operator ==(PropertyValue left, PropertyValue right) => left.Equals(right);

    /// <summary>Inequality of type or value.</summary>
    public static bool operator !=(PropertyValue left, PropertyValue right) => !left.Equals(right);

    /// <summary>A string.</summary>
    public static PropertyValue Of(string text) => new(PropertyType.String, 0, text);

    /// <summary>A number; negative zero becomes zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not finite.</exception>
    public static PropertyValue Of(double number) => new(PropertyType.Number, KeyOf(number));

    /// <summary>A decimal.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More than six decimal places, or beyond ±9.2·10¹².</exception>
    public static PropertyValue Of(decimal value) =>
        TryKeyOf(value, out var key) ? new(PropertyType.Decimal, key) : throw new ArgumentOutOfRangeException(nameof(value));

    /// <summary>A boolean.</summary>
    public static PropertyValue Of(bool value) => new(PropertyType.Boolean, value ? 1 : 0);

    /// <summary>A date.</summary>
    public static PropertyValue Of(DateOnly date) => new(PropertyType.Date, date.DayNumber);

    /// <summary>An instant; fractions of a second are dropped.</summary>
    public static PropertyValue Of(DateTimeOffset instant) => new(PropertyType.DateTime, instant.ToUnixTimeSeconds());

    /// <summary>A set; duplicates are dropped and the members sorted.</summary>
    public static PropertyValue Of(IEnumerable<string> members)
    {
        var sorted = members.Distinct(StringComparer.Ordinal).ToArray();
        Array.Sort(sorted, StringComparer.Ordinal);
        return new(PropertyType.StringSet, 0, sorted);
    }

    /// <summary>A point.</summary>
    public static PropertyValue Of(GeoPoint point) => new(PropertyType.Geo, 0, point);

    /// <summary>A value of a type that is held as its key.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The type has no key.</exception>
    public static PropertyValue FromKey(PropertyType type, long key) =>
        type is PropertyType.String or PropertyType.StringSet or PropertyType.Geo
            ? throw new ArgumentOutOfRangeException(nameof(type), type, "This type is not held as a key.")
            : new(type, key);

    /// <summary>The sortable bits of a number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not finite.</exception>
    public static long KeyOf(double number)
    {
        if (!double.IsFinite(number))
            throw new ArgumentOutOfRangeException(nameof(number), number, "A number is finite.");
        var bits = BitConverter.DoubleToInt64Bits(number == 0 ? 0.0 : number);
        return bits >= 0 ? bits : bits ^ long.MaxValue;
    }

    /// <summary>The number whose sortable bits are <paramref name="key"/>.</summary>
    public static double NumberOf(long key) => BitConverter.Int64BitsToDouble(key >= 0 ? key : key ^ long.MaxValue);

    /// <summary>The decimal that <paramref name="key"/> millionths are.</summary>
    public static decimal DecimalOf(long key) => (decimal)key / DecimalScale;

    /// <summary>A decimal in millionths; false when it has more than six decimal places or is too large.</summary>
    public static bool TryKeyOf(decimal value, out long key)
    {
        key = 0;
        if (Math.Abs(value) > MaxDecimal)
            return false;
        var scaled = value * DecimalScale;
        if (scaled != decimal.Truncate(scaled))
            return false;
        key = decimal.ToInt64(scaled);
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(PropertyValue other) => Type == other.Type && Key == other.Key && (_reference, other._reference) switch
    {
        (string[] a, string[] b) => a.AsSpan().SequenceEqual(b),
        var (a, b) => Equals(a, b),
    };

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PropertyValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, Key, _reference is string[] members ? members.Length : _reference?.GetHashCode() ?? 0);

    /// <summary>The value as people write it, in the invariant culture.</summary>
    public override string ToString() => Type switch
    {
        PropertyType.String => Text,
        PropertyType.Number => Number.ToString("R", CultureInfo.InvariantCulture),
        PropertyType.Decimal => Decimal.ToString("0.######", CultureInfo.InvariantCulture),
        PropertyType.Boolean => Boolean ? "true" : "false",
        PropertyType.Date => Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        PropertyType.DateTime => DateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        PropertyType.StringSet => string.Join(", ", Members),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Point.Latitude}, {Point.Longitude}"),
    };
}
