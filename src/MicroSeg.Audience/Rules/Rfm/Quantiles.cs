using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Rfm;

/// <summary>The quantiles i/n of sorted values by linear interpolation (type 7): of N values, numbered from 0, the one at (N − 1)·i/n.</summary>
internal static class Quantiles
{
    /// <summary>Of whole numbers; the quotient alone is rounded.</summary>
    public static ValueList<double> OfWhole(long[] sorted, int n) =>
        Of(sorted, n, (low, high, rest) => (double)(((Int128)low * (n - rest)) + ((Int128)high * rest)) / n);

    /// <summary>Of the keys of numbers or decimals.</summary>
    public static ValueList<PropertyValue> OfKeys(PropertyType type, long[] sorted, int n) => Of(sorted, n, (low, high, rest) => type == PropertyType.Decimal
        ? PropertyValue.FromKey(type, (long)CeilingOf(((Int128)low * (n - rest)) + ((Int128)high * rest), n))
        : PropertyValue.Of(Between(PropertyValue.NumberOf(low), PropertyValue.NumberOf(high), (double)rest / n)));

    private static ValueList<T> Of<T>(long[] sorted, int n, Func<long, long, int, T> interpolate)
    {
        var cuts = new T[n - 1];
        for (var i = 1; i < n; i++)
        {
            var (at, rest) = Math.DivRem((sorted.Length - 1L) * i, n);
            cuts[i - 1] = interpolate(sorted[at], sorted[rest == 0 ? at : at + 1], (int)rest);
        }

        return [.. cuts];
    }

    private static Int128 CeilingOf(Int128 numerator, int denominator)
    {
        var (quotient, rest) = Int128.DivRem(numerator, denominator);
        return rest > 0 ? quotient + 1 : quotient;
    }

    // Weighted, because the difference of the two may be beyond all numbers; rounding must not lead out of the two.
    private static double Between(double low, double high, double part) => Math.Clamp((low * (1 - part)) + (high * part), low, high);
}
