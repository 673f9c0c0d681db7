namespace MicroSeg.Audience.Evaluation;

/// <summary>What is worked out once for an instant: the clocks of the zones, and the keys that satisfy each test that depends on time.</summary>
internal sealed class Instant
{
    private readonly KeySet?[][] _keys;
    private ZoneClock?[] _clocks = [];
    private ZoneCatalog? _zones;
    private TimeZoneInfo? _default;

    public Instant(int testCount)
    {
        _keys = new KeySet?[testCount][];
        Array.Fill(_keys, []);
    }

    /// <summary>Seconds since 1970 (UTC).</summary>
    public long AsOf { get; private set; }

    /// <summary>Goes to an instant; nothing is forgotten when it is the same as before.</summary>
    public void Set(long asOf, ZoneCatalog zones, TimeZoneInfo defaultZone)
    {
        if (asOf == AsOf && ReferenceEquals(zones, _zones) && ReferenceEquals(defaultZone, _default))
            return;
        (AsOf, _zones, _default) = (asOf, zones, defaultZone);
        Array.Clear(_clocks);
        foreach (var keys in _keys)
            Array.Clear(keys);
    }

    public ZoneClock Clock(int zone)
    {
        if (zone >= _clocks.Length)
            Array.Resize(ref _clocks, Math.Max(zone + 1, _zones!.Count));
        return _clocks[zone] ??= new ZoneClock(_zones![zone] ?? _default!, AsOf);
    }

    /// <summary>Where the keys that satisfy a test in a zone are kept; null until they are worked out.</summary>
    public ref KeySet? Keys(int test, int zone)
    {
        ref var keys = ref _keys[test];
        if (zone >= keys.Length)
            Array.Resize(ref keys, zone == 0 ? 1 : Math.Max(zone + 1, _zones!.Count));
        return ref keys[zone];
    }
}
