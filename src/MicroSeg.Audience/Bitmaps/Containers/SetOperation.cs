using System.Runtime.Intrinsics;

namespace MicroSeg.Audience.Bitmaps.Containers;

/// <summary>What a set operation keeps.</summary>
internal interface ISetOperation
{
    /// <summary>Whether a value stays that is in the sets so named.</summary>
    static abstract bool Keeps(bool inLeft, bool inRight);

    /// <summary>The same for 512 values at once.</summary>
    static abstract Vector512<ulong> Combine(Vector512<ulong> left, Vector512<ulong> right);
}

internal readonly struct AndOperation : ISetOperation
{
    public static bool Keeps(bool inLeft, bool inRight) => inLeft && inRight;

    public static Vector512<ulong> Combine(Vector512<ulong> left, Vector512<ulong> right) => left & right;
}

internal readonly struct OrOperation : ISetOperation
{
    public static bool Keeps(bool inLeft, bool inRight) => inLeft || inRight;

    public static Vector512<ulong> Combine(Vector512<ulong> left, Vector512<ulong> right) => left | right;
}

internal readonly struct AndNotOperation : ISetOperation
{
    public static bool Keeps(bool inLeft, bool inRight) => inLeft && !inRight;

    public static Vector512<ulong> Combine(Vector512<ulong> left, Vector512<ulong> right) => Vector512.AndNot(left, right);
}

internal readonly struct XorOperation : ISetOperation
{
    public static bool Keeps(bool inLeft, bool inRight) => inLeft != inRight;

    public static Vector512<ulong> Combine(Vector512<ulong> left, Vector512<ulong> right) => left ^ right;
}
