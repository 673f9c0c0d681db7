using MicroSeg.Audience.Index;

namespace MicroSeg.Audience.Evaluation;

/// <summary>The time zones that customers are in, each looked up once for all who name it. Slot 0 is the configured default.</summary>
internal sealed class ZoneCatalog(StringDictionary? dictionary)
{
    private readonly Lock _growth = new();
    private readonly Dictionary<string, int> _slotById = new(StringComparer.Ordinal);
    private TimeZoneInfo?[] _zones = [null];
    private int[] _slotPlusOneByCode = [];

    public StringDictionary? Dictionary => dictionary;

    /// <summary>The number of slots.</summary>
    public int Count => Volatile.Read(ref _zones).Length;

    /// <summary>The zone of a slot; null for slot 0.</summary>
    public TimeZoneInfo? this[int slot] => Volatile.Read(ref _zones)[slot];

    /// <summary>The slot of a code of the time zone attribute; 0 when the value is missing or names no zone.</summary>
    public int SlotOf(int code)
    {
        if (code == 0)
            return 0;
        var slots = Volatile.Read(ref _slotPlusOneByCode);
        return code < slots.Length && Volatile.Read(ref slots[code]) is > 0 and var slot ? slot - 1 : Add(code);
    }

    private int Add(int code)
    {
        lock (_growth)
        {
            var id = dictionary!.GetString(code);
            var known = TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) && zone.HasIanaId ? zone : null;
            var slot = 0;
            if (known is not null && !_slotById.TryGetValue(known.Id, out slot))
            {
                slot = _zones.Length;
                Volatile.Write(ref _zones, [.. _zones, known]);
                _slotById.Add(known.Id, slot);
            }

            var slots = _slotPlusOneByCode;
            if (slots.Length <= code)
                Array.Resize(ref slots, Math.Max(code + 1, slots.Length * 2));
            Volatile.Write(ref slots[code], slot + 1);
            Volatile.Write(ref _slotPlusOneByCode, slots);
            return slot;
        }
    }
}
