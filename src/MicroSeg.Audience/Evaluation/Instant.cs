namespace MicroSeg.Audience.Evaluation;

/// <summary>What is worked out once for an instant: the clocks of the zones, and what each test that depends on time comes down to.</summary>
internal sealed class Instant
{
    private readonly ResolvedTest?[][] _tests;
    private ZoneClock?[] _clocks = [];
    private ZoneCatalog? _zones;
    private TimeZoneInfo? _default;

    public Instant(int testCount)
    {
        _tests = new ResolvedTest?[testCount][];
        Array.Fill(_tests, []);
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
        foreach (var tests in _tests)
        {
            foreach (var test in tests)
                test?.Clear();
        }
    }

    public ZoneClock Clock(int zone)
    {
        if (zone >= _clocks.Length)
            Array.Resize(ref _clocks, Math.Max(zone + 1, _zones!.Count));
        return _clocks[zone] ??= new ZoneClock(_zones![zone] ?? _default!, AsOf);
    }

    /// <summary>What a test comes down to in a zone; its keys are null until they are worked out.</summary>
    public ResolvedTest Test(int test, int zone)
    {
        ref var zones = ref _tests[test];
        if (zone >= zones.Length)
            Array.Resize(ref zones, zone == 0 ? 1 : Math.Max(zone + 1, _zones!.Count));
        return zones[zone] ??= new ResolvedTest();
    }
}
