namespace MicroSeg.Audience.Evaluation;

/// <content>The time zones of the block's customers.</content>
internal sealed partial class Block
{
    private readonly ushort[] _zoneIndexOf = new ushort[Size];
    private readonly List<int> _zoneSlots = [];
    private int[] _indexOfSlot = [];
    private ulong[] _zoneMasks = new ulong[4 * Words];
    private ZoneCatalog? _zones;
    private bool _hasZones;

    /// <summary>The slots of the different zones that the customers are in.</summary>
    public List<int> Zones
    {
        get
        {
            FindZones();
            return _zoneSlots;
        }
    }

    /// <summary>The place of a customer's zone among <see cref="Zones"/>.</summary>
    public int ZoneIndexOf(int customer)
    {
        FindZones();
        return _zoneIndexOf[customer];
    }

    /// <summary>The slot of a customer's zone.</summary>
    public int ZoneOf(int customer) => _zoneSlots[ZoneIndexOf(customer)];

    /// <summary>Adds to the bits over customers those of other bits who are in a zone.</summary>
    public void AddZone(int zoneIndex, ReadOnlySpan<ulong> from, Span<ulong> bits)
    {
        var inZone = _zoneMasks.AsSpan(zoneIndex * Words, Words);
        for (var word = 0; word < bits.Length; word++)
            bits[word] |= from[word] & inZone[word];
    }

    private void FindZones()
    {
        if (_hasZones)
            return;
        _hasZones = true;
        foreach (var slot in _zoneSlots)
            _indexOfSlot[slot] = -1;
        _zoneSlots.Clear();
        var column = _zoneAttribute < 0 ? null : _page!.Attribute(_zoneAttribute);
        for (var i = 0; i < Count; i++)
        {
            var index = IndexOf(column is null ? 0 : _zones!.SlotOf((int)column.CodeAt(FirstRow + i)));
            _zoneIndexOf[i] = (ushort)index;
            _zoneMasks[(index * Words) + (i >> 6)] |= 1UL << i;
        }
    }

    private int IndexOf(int slot)
    {
        if (slot >= _indexOfSlot.Length)
        {
            var known = _indexOfSlot.Length;
            Array.Resize(ref _indexOfSlot, Math.Max(slot + 1, _zones!.Count));
            _indexOfSlot.AsSpan(known).Fill(-1);
        }

        ref var index = ref _indexOfSlot[slot];
        if (index < 0)
        {
            index = _zoneSlots.Count;
            _zoneSlots.Add(slot);
            if (_zoneMasks.Length < _zoneSlots.Count * Words)
                Array.Resize(ref _zoneMasks, _zoneMasks.Length * 2);
            _zoneMasks.AsSpan(index * Words, Words).Clear();
        }

        return index;
    }
}
