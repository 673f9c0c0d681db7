using System.Runtime.InteropServices;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Index;

/// <summary>The distinct points of one attribute or event property.</summary>
public sealed class GeoDictionary : PropertyDictionary
{
    internal GeoDictionary()
        : base(PropertyType.Geo)
    {
    }

    /// <summary>The point of a code.</summary>
    /// <param name="code">From 1 to <see cref="PropertyDictionary.Count"/>.</param>
    public GeoPoint GetPoint(int code)
    {
        var degrees = MemoryMarshal.Cast<byte, double>(GetBytes(code));
        return new GeoPoint(degrees[0], degrees[1]);
    }

    /// <inheritdoc/>
    public override PropertyValue GetValue(int code) => PropertyValue.Of(GetPoint(code));

    /// <inheritdoc/>
    public override bool TryGetCode(PropertyValue value, out int code) => Table.TryFind(Bytes16(value.Point, stackalloc double[2]), out code);

    internal override int GetOrAdd(PropertyValue value) => GetOrAddBytes(Bytes16(value.Point, stackalloc double[2]));

    private static Span<byte> Bytes16(GeoPoint point, Span<double> degrees)
    {
        // Adding zero makes the negative zero the positive one, which is equal but has other bytes.
        degrees[0] = point.Latitude + 0.0;
        degrees[1] = point.Longitude + 0.0;
        return MemoryMarshal.AsBytes(degrees);
    }
}
