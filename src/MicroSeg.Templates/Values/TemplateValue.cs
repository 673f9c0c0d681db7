using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MicroSeg.Templates;

/// <summary>A value as a template sees it. The default is <see cref="Undefined"/>.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly partial struct TemplateValue
{
    private readonly object? _reference;
    private readonly Bits _bits;

    private TemplateValue(TemplateValueKind kind, object? reference, Bits bits = default)
    {
        Kind = kind;
        _reference = reference;
        _bits = bits;
    }

    /// <summary>No value: what a path yields that leads nowhere.</summary>
    public static TemplateValue Undefined => default;

    /// <summary>A member without a value.</summary>
    public static TemplateValue Null => new(TemplateValueKind.Null, null);

    /// <summary>Truth.</summary>
    public static TemplateValue True => From(true);

    /// <summary>Falsehood.</summary>
    public static TemplateValue False => From(false);

    /// <summary>What the value is.</summary>
    public TemplateValueKind Kind { get; }

    /// <summary>Whether the value is undefined or null.</summary>
    public bool IsNullish => Kind <= TemplateValueKind.Null;

    /// <summary>The text of a string or safe string; null for every other kind.</summary>
    public string? Text => Kind is TemplateValueKind.String or TemplateValueKind.SafeString ? (string)_reference! : null;

    /// <summary>The members of an object; null for every other kind.</summary>
    public ITemplateObject? Members => Kind == TemplateValueKind.Object ? (ITemplateObject)_reference! : null;

    /// <summary>A truth value.</summary>
    public static TemplateValue From(bool value) => new(TemplateValueKind.Boolean, null, new Bits(value ? 1 : 0, 0));

    /// <summary>A number.</summary>
    public static TemplateValue From(double value) => new(TemplateValueKind.Number, null, new Bits(BitConverter.DoubleToInt64Bits(value), 0));

    /// <summary>A whole number; beyond 2^53 it is rounded, as in JavaScript.</summary>
    public static TemplateValue From(long value) => From((double)value);

    /// <summary>A decimal number; written without trailing zeros.</summary>
    public static TemplateValue From(decimal value) => new(TemplateValueKind.Decimal, null, Unsafe.BitCast<decimal, Bits>(value));

    /// <summary>Text to be escaped; null becomes <see cref="Null"/>.</summary>
    public static TemplateValue From(string? value) => value is null ? Null : new(TemplateValueKind.String, value);

    /// <summary>Text that is already escaped for the place where it will be written.</summary>
    public static TemplateValue Safe(string value) => new(TemplateValueKind.SafeString, value);

    /// <summary>Named members; null becomes <see cref="Null"/>.</summary>
    public static TemplateValue From(ITemplateObject? value) => value is null ? Null : new(TemplateValueKind.Object, value);

    /// <summary>A list of values; null becomes <see cref="Null"/>.</summary>
    public static TemplateValue From(IReadOnlyList<TemplateValue>? value) => value is null ? Null : new(TemplateValueKind.List, value);

    /// <summary>A list of objects, read in place; null becomes <see cref="Null"/>.</summary>
    public static TemplateValue From(IReadOnlyList<ITemplateObject>? value) => value is null ? Null : new(TemplateValueKind.List, value);

    /// <summary>A scalar that is not known yet: the render notes where it would be written (<see cref="RenderOptions.Holes"/>) and leaves it out.</summary>
    /// <param name="id">Tells it from other holes.</param>
    public static TemplateValue Hole(int id) => new(TemplateValueKind.Hole, null, new Bits(id, 0));

    internal static TemplateValue From(Rendering.PartialBlock block) => new(TemplateValueKind.Block, block);

    /// <summary>The truth value; false for every other kind.</summary>
    public bool AsBoolean() => Kind == TemplateValueKind.Boolean && _bits.Low != 0;

    /// <summary>The value as a number: numbers and decimals as they are, not a number for every other kind.</summary>
    public double AsDouble() => Kind switch
    {
        TemplateValueKind.Number => BitConverter.Int64BitsToDouble(_bits.Low),
        TemplateValueKind.Decimal => (double)DecimalBits,
        _ => double.NaN,
    };

    /// <summary>The value as a decimal, where it is a number that a decimal can hold.</summary>
    /// <param name="value">The decimal.</param>
    /// <returns>Whether the value is such a number.</returns>
    public bool TryGetDecimal(out decimal value)
    {
        value = 0;
        if (Kind == TemplateValueKind.Decimal)
        {
            value = DecimalBits;
            return true;
        }

        var number = AsDouble();
        if (!(Math.Abs(number) < 7.9e28))
            return false;
        value = (decimal)number;
        return true;
    }

    internal int HoleId => (int)_bits.Low;

    internal Rendering.PartialBlock? AsBlock() => Kind == TemplateValueKind.Block ? (Rendering.PartialBlock)_reference! : null;

    internal object? Reference => _reference;

    private decimal DecimalBits => Unsafe.BitCast<Bits, decimal>(_bits);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Bits(long Low, long High);
}
