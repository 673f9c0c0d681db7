using System.Buffers;
using System.Buffers.Binary;

namespace MicroSeg.Api.Membership.Past;

/// <summary>
/// Writes a history page, or writes one on. Groups stand in the order of time, each as a byte (cause in bits 0 to 3, entry in bit 4, bit 5 when the version is that of the group
/// before, <see cref="HistoryListing"/> in bits 6 and 7), the seconds since the group before, the version where it differs, and the customers. Numbers are base-128.
/// </summary>
internal sealed class HistoryPageWriter
{
    internal const byte Format = 1;
    internal const int BitsBytes = HistoryPage.Width / 8;
    internal const int EntryFlag = 0x10;
    internal const int SameVersionFlag = 0x20;
    internal const int ListingShift = 6;

    private readonly ArrayBufferWriter<byte> _data;
    private long _seconds;
    private long _version;

    /// <param name="month">The page's month.</param>
    /// <param name="written">What the page has already; null for a new page.</param>
    public HistoryPageWriter(int month, byte[]? written = null)
    {
        _seconds = HistoryMonth.StartOf(month).ToUnixTimeSeconds();
        _data = new ArrayBufferWriter<byte>(Math.Max(64, (written?.Length ?? 0) * 2));
        if (written is null)
        {
            Put(Format);
            return;
        }

        _data.Write(written);
        var reader = new HistoryPageReader(month, written);
        while (reader.Read())
            (_seconds, _version) = (reader.Group.Seconds, reader.Group.Version);
    }

    /// <summary>Adds a group.</summary>
    /// <param name="group">When and why; not before the group before.</param>
    /// <param name="places">The customers, by their place on the page, ascending; at least one.</param>
    public void Add(HistoryGroup group, ReadOnlySpan<ushort> places)
    {
        if (group.Seconds < _seconds || places.IsEmpty)
            throw new ArgumentException("Groups come in the order of time, and are of someone.", nameof(group));
        var listing = places.Length == 1 ? HistoryListing.One : places.Length + 2 > BitsBytes ? HistoryListing.Bits : HistoryListing.Gaps;
        var isSame = group.Version == _version;
        Put((byte)((int)group.Cause | (group.IsEntry ? EntryFlag : 0) | (isSame ? SameVersionFlag : 0) | ((int)listing << ListingShift)));
        PutNumber(group.Seconds - _seconds);
        if (!isSame)
            PutNumber(group.Version);
        (_seconds, _version) = (group.Seconds, group.Version);
        Put(listing, places);
    }

    public byte[] ToArray() => _data.WrittenSpan.ToArray();

    private void Put(HistoryListing listing, ReadOnlySpan<ushort> places)
    {
        switch (listing)
        {
            case HistoryListing.One:
                BinaryPrimitives.WriteUInt16LittleEndian(_data.GetSpan(2), places[0]);
                _data.Advance(2);
                break;
            case HistoryListing.Gaps:
                PutNumber(places.Length);
                var before = 0;
                foreach (var place in places)
                {
                    PutNumber(place - before);
                    before = place;
                }

                break;
            default:
                var bits = _data.GetSpan(BitsBytes)[..BitsBytes];
                bits.Clear();
                foreach (var place in places)
                    bits[place >> 3] |= (byte)(1 << (place & 7));
                _data.Advance(BitsBytes);
                break;
        }
    }

    private void Put(byte value)
    {
        _data.GetSpan(1)[0] = value;
        _data.Advance(1);
    }

    private void PutNumber(long value) => Base128.Write(_data, (ulong)value);
}
