namespace MicroSeg.Audience.Evaluation;

/// <content>The time zones of the block's customers.</content>
internal sealed partial class Block
{
    private readonly int[] _zoneOf = new int[Size];
    private ZoneCatalog? _zones;
    private bool _hasZones;
    private bool _hasOneZone;

    /// <summary>Whether all customers are in the zone of the first.</summary>
    public bool HasOneZone
    {
        get
        {
            FindZones();
            return _hasOneZone;
        }
    }

    /// <summary>The slot of the first customer's zone.</summary>
    public int FirstZone => ZoneOf(0);

    /// <summary>The slot of a customer's zone.</summary>
    public int ZoneOf(int customer)
    {
        FindZones();
        return _zoneOf[customer];
    }

    private void FindZones()
    {
        if (_hasZones)
            return;
        _hasZones = true;
        _hasOneZone = true;
        var column = _zoneAttribute < 0 ? null : _page!.Attribute(_zoneAttribute);
        if (column is null)
        {
            Array.Clear(_zoneOf, 0, Count);
            return;
        }

        for (var i = 0; i < Count; i++)
        {
            _zoneOf[i] = _zones!.SlotOf((int)column.CodeAt(FirstRow + i));
            _hasOneZone &= _zoneOf[i] == _zoneOf[0];
        }
    }
}
