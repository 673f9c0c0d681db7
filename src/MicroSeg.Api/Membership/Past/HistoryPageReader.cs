using System.Buffers.Binary;

namespace MicroSeg.Api.Membership.Past;

/// <summary>Reads the groups of a history page in the order of time.</summary>
internal ref struct HistoryPageReader
{
    private ReadOnlySpan<byte> _rest;
    private ReadOnlySpan<byte> _list;
    private HistoryListing _listing;

    /// <exception cref="InvalidDataException">The page is not one that this service wrote.</exception>
    public HistoryPageReader(int month, ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty || data[0] != HistoryPageWriter.Format)
            throw new InvalidDataException("The membership history is damaged, or was written by a later version.");
        _rest = data[1..];
        Group = new HistoryGroup(HistoryMonth.StartOf(month).ToUnixTimeSeconds(), default, 0, default);
    }

    /// <summary>The group that was read last.</summary>
    public HistoryGroup Group { get; private set; }

    /// <summary>Reads the next group.</summary>
    /// <returns>False at the end.</returns>
    public bool Read()
    {
        if (_rest.IsEmpty)
            return false;
        var head = _rest[0];
        _rest = _rest[1..];
        var seconds = Group.Seconds + (long)Base128.Read(ref _rest);
        var version = (head & HistoryPageWriter.SameVersionFlag) != 0 ? Group.Version : (long)Base128.Read(ref _rest);
        Group = new HistoryGroup(seconds, (MembershipCause)(head & 0x0F), version, (head & HistoryPageWriter.EntryFlag) != 0);
        _listing = (HistoryListing)(head >> HistoryPageWriter.ListingShift);
        var before = _rest;
        Skip();
        _list = before[..^_rest.Length];
        return true;
    }

    /// <summary>The customers of the group, by their place on the page, ascending.</summary>
    /// <param name="room">Room for all customers of a page.</param>
    public readonly ReadOnlySpan<ushort> Places(Span<ushort> room)
    {
        var list = _list;
        var count = 0;
        switch (_listing)
        {
            case HistoryListing.One:
                room[count++] = BinaryPrimitives.ReadUInt16LittleEndian(list);
                break;
            case HistoryListing.Gaps:
                Base128.Read(ref list);
                for (var place = 0; !list.IsEmpty;)
                    room[count++] = (ushort)(place += (int)Base128.Read(ref list));
                break;
            default:
                for (var place = 0; place < HistoryPage.Width; place++)
                {
                    if ((list[place >> 3] >> (place & 7) & 1) != 0)
                        room[count++] = (ushort)place;
                }

                break;
        }

        return room[..count];
    }

    /// <summary>Whether the group has a customer.</summary>
    public readonly bool Has(int place)
    {
        var list = _list;
        switch (_listing)
        {
            case HistoryListing.One:
                return BinaryPrimitives.ReadUInt16LittleEndian(list) == place;
            case HistoryListing.Bits:
                return (list[place >> 3] >> (place & 7) & 1) != 0;
            default:
                Base128.Read(ref list);
                for (var at = 0; !list.IsEmpty;)
                {
                    at += (int)Base128.Read(ref list);
                    if (at >= place)
                        return at == place;
                }

                return false;
        }
    }

    private void Skip()
    {
        switch (_listing)
        {
            case HistoryListing.One:
                _rest = _rest[2..];
                break;
            case HistoryListing.Gaps:
                for (var left = Base128.Read(ref _rest); left > 0; left--)
                    Base128.Read(ref _rest);
                break;
            default:
                _rest = _rest[HistoryPageWriter.BitsBytes..];
                break;
        }
    }
}
