namespace MicroSeg.Templates;

internal static class ArrayIndex
{
    /// <summary>Reads a name that JavaScript takes for an array index: decimal digits without leading zeros, below 2^32 - 1.</summary>
    public static bool TryParse(ReadOnlySpan<char> name, out uint index)
    {
        index = 0;
        if (name.Length is 0 or > 10 || (name[0] == '0' && name.Length > 1))
            return false;

        ulong value = 0;
        foreach (var c in name)
        {
            if (!char.IsAsciiDigit(c))
                return false;
            value = (value * 10) + (uint)(c - '0');
        }

        index = (uint)value;
        return value < uint.MaxValue;
    }
}
