using System.Diagnostics.CodeAnalysis;
using MicroSeg.Audience.Index;

namespace MicroSeg.Audience.Evaluation;

/// <summary>
/// Up to 1,024 neighbouring customers of one page, or just one, under evaluation: what the plan's nodes read, and the bits they have come to so far.
/// A node is evaluated when its bits are first asked for. Used by one thread at a time, under the page's read scope, and again for the next block.
/// </summary>
internal sealed partial class Block
{
    public const int Size = CustomerPage.BlockSize;
    private const int Words = Size / 64;

    private readonly ulong[] _bits;
    private readonly ulong[][] _rowBits;
    private readonly Translation?[] _translations;
    private readonly (int Stamp, int[]? Values)[] _buckets;
    private readonly int[] _stamps;
    private readonly int[] _askedStamps;
    private readonly LoadedEvents[] _events;
    private readonly int _zoneAttribute;
    private AudienceIndex? _index;
    private CustomerPage? _page;
    private int _stamp;

    public Block(RulePlan plan)
    {
        Plan = plan;
        Instant = new Instant(plan.TestCount);
        _bits = new ulong[plan.NodeCount * Words];
        _rowBits = new ulong[plan.NodeCount][];
        Array.Fill(_rowBits, []);
        _translations = new Translation?[plan.TranslationCount];
        _buckets = new (int, int[]?)[plan.SaltCount];
        _stamps = new int[plan.NodeCount];
        _askedStamps = new int[plan.NodeCount];
        _events = new LoadedEvents[plan.EventCount];
        _zoneAttribute = plan.ZoneAttribute;
    }

    public RulePlan Plan { get; }

    public Instant Instant { get; }

    public Scratch Scratch { get; } = new();

    /// <summary>The first customer's row within the page.</summary>
    public int FirstRow { get; private set; }

    /// <summary>The first customer's ordinal.</summary>
    public int FirstOrdinal => _page!.FirstOrdinal + FirstRow;

    /// <summary>The page's number.</summary>
    public int PageNumber => _page!.FirstOrdinal >> 16;

    /// <summary>The number of customers.</summary>
    public int Count { get; private set; }

    public CustomerKeys Keys => _index!.Keys;

    /// <summary>What rules may ask of lists and of past membership.</summary>
    public ISegmentFacts Facts { get; private set; } = ISegmentFacts.None;

    /// <summary>Prepares for the customers of an index on an instant.</summary>
    public void Begin(AudienceIndex index, long asOf, EvaluationOptions options)
    {
        _index = index;
        Facts = options.SegmentFacts;
        var dictionary = _zoneAttribute < 0 ? null : index.AttributeDictionary(_zoneAttribute) as StringDictionary;
        _zones = Plan.ZonesOf(dictionary);
        Instant.Set(asOf, _zones, options.Zone);
    }

    /// <summary>Goes to some customers; call it, and read the bits, under the page's read scope.</summary>
    public void MoveTo(CustomerPage page, int firstRow, int count)
    {
        (_page, FirstRow, Count) = (page, firstRow, count);
        _hasZones = false;
        if (++_stamp == int.MaxValue)
        {
            _stamp = 1;
            Array.Clear(_stamps);
            Array.Clear(_askedStamps);
            Array.Clear(_events);
            Array.Clear(_buckets);
        }
    }

    /// <summary>Lets go of the index, so that a block that waits for its next use keeps no pages alive.</summary>
    public void End()
    {
        (_index, _page) = (null, null);
        Array.Clear(_events);
    }

    /// <summary>The bits of a node, computed when they have not been for this block.</summary>
    public ReadOnlySpan<ulong> Bits(PlanNode node)
    {
        var bits = RoomFor(node);
        ref var stamp = ref _stamps[node.Id];
        if (stamp != _stamp)
        {
            bits.Clear();
            node.Evaluate(this, bits);
            stamp = _stamp;
        }

        return bits;
    }

    /// <summary>Has nodes that have not been asked for this block lower the instants at which customers' answers may change.</summary>
    public void LowerDue(ReadOnlySpan<PlanNode> nodes, Span<long> due)
    {
        foreach (var node in nodes)
        {
            if (_askedStamps[node.Id] == _stamp)
                continue;
            _askedStamps[node.Id] = _stamp;
            node.NextChange(this, due);
        }
    }

    /// <summary>Whether the block's customers have events of a type.</summary>
    public bool TryGetEvents(int eventIndex, [MaybeNullWhen(false)] out EventTable table, out int fromRun, out int toRun)
    {
        ref readonly var events = ref Load(eventIndex);
        (table, fromRun, toRun) = (events.Table, events.FromRun, events.ToRun);
        return table is not null;
    }

    /// <summary>The events of a type, of which there are some.</summary>
    public EventSlice Events(int eventIndex)
    {
        ref readonly var events = ref Load(eventIndex);
        return new EventSlice(events.Table!, events.FromRun, events.ToRun);
    }

    /// <summary>The number of rows that a node's bits are about.</summary>
    public int RowCount(int eventIndex) => eventIndex == PlanNode.Customers ? Count : Load(eventIndex).RowCount;

    /// <summary>The row of the columns that bit 0 stands for.</summary>
    public int FirstRowOf(int eventIndex) => eventIndex == PlanNode.Customers ? FirstRow : Load(eventIndex).FirstRow;

    /// <summary>An attribute's column, or that of a property or the time of events; null when the value is missing everywhere.</summary>
    public CodeColumn? Column(int eventIndex, int property) => eventIndex == PlanNode.Customers
        ? _page!.Attribute(property)
        : property == ColumnNode.Time ? Load(eventIndex).Table!.Times : Load(eventIndex).Table!.Property(property);

    /// <summary>The dictionary of an attribute or property; null when its type has none.</summary>
    public PropertyDictionary? Dictionary(int eventIndex, int property) => eventIndex == PlanNode.Customers
        ? _index!.AttributeDictionary(property)
        : _index!.EventDictionary(eventIndex, property);

    /// <summary>The customers' buckets under a salt; false when they have yet to be filled in.</summary>
    public bool TryGetBuckets(int salt, out Span<int> buckets)
    {
        ref var known = ref _buckets[salt];
        known.Values ??= new int[Size];
        buckets = known.Values.AsSpan(0, Count);
        var isKnown = known.Stamp == _stamp;
        known.Stamp = _stamp;
        return isKnown;
    }

    /// <summary>The codes that values of one dictionary have in another, kept in a place of the plan's.</summary>
    public Translation Translate(int place, PropertyDictionary from, PropertyDictionary to)
    {
        ref var translation = ref _translations[place];
        if (translation is null || !translation.IsBetween(from, to))
            translation = new Translation(from, to);
        return translation;
    }

    /// <summary>Sets the bits of all rows.</summary>
    public void SetAll(int eventIndex, Span<ulong> bits)
    {
        bits.Fill(ulong.MaxValue);
        CutTail(eventIndex, bits);
    }

    /// <summary>Turns the bits of all rows round.</summary>
    public void Complement(int eventIndex, Span<ulong> bits)
    {
        for (var i = 0; i < bits.Length; i++)
            bits[i] = ~bits[i];
        CutTail(eventIndex, bits);
    }

    private ref readonly LoadedEvents Load(int eventIndex)
    {
        ref var events = ref _events[eventIndex];
        if (events.Stamp != _stamp)
            events = _page!.TryGetEvents(eventIndex, FirstRow, Count, out var slice) ? LoadedEvents.Of(slice, _stamp) : new LoadedEvents(_stamp, null, 0, 0, 0, 0);
        return ref events;
    }

    private void CutTail(int eventIndex, Span<ulong> bits)
    {
        var tail = RowCount(eventIndex) & 63;
        if (tail != 0)
            bits[^1] &= (1UL << tail) - 1;
    }

    private Span<ulong> RoomFor(PlanNode node)
    {
        if (node.EventIndex == PlanNode.Customers)
            return _bits.AsSpan(node.Id * Words, (Count + 63) >> 6);
        var words = (RowCount(node.EventIndex) + 63) >> 6;
        ref var bits = ref _rowBits[node.Id];
        if (bits.Length < words)
            bits = new ulong[Math.Max(words, bits.Length * 2)];
        return bits.AsSpan(0, words);
    }
}

/// <summary>The events of one type that a block's customers have.</summary>
/// <param name="Stamp">Which block they were loaded for.</param>
/// <param name="Table">The table; null when there are none.</param>
/// <param name="FromRun">The first run.</param>
/// <param name="ToRun">The run behind the last.</param>
/// <param name="FirstRow">The first event's row.</param>
/// <param name="RowCount">The number of events.</param>
internal readonly record struct LoadedEvents(int Stamp, EventTable? Table, int FromRun, int ToRun, int FirstRow, int RowCount)
{
    public static LoadedEvents Of(EventSlice slice, int stamp)
    {
        var (table, from, to) = slice;
        return new LoadedEvents(stamp, table, from, to, table.RunStarts[from], table.RunStarts[to] - table.RunStarts[from]);
    }
}
