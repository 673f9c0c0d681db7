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
    private readonly int[] _stamps;
    private readonly EventSlice?[] _events;
    private readonly int[] _eventStamps;
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
        _translations = new Translation?[plan.NodeCount];
        _stamps = new int[plan.NodeCount];
        _events = new EventSlice?[plan.EventCount];
        _eventStamps = new int[plan.EventCount];
        _zoneAttribute = plan.ZoneAttribute;
    }

    public RulePlan Plan { get; }

    public Instant Instant { get; }

    public Scratch Scratch { get; } = new();

    /// <summary>The first customer's row within the page.</summary>
    public int FirstRow { get; private set; }

    /// <summary>The first customer's ordinal.</summary>
    public int FirstOrdinal => _page!.FirstOrdinal + FirstRow;

    /// <summary>The number of customers.</summary>
    public int Count { get; private set; }

    public CustomerKeys Keys => _index!.Keys;

    /// <summary>Prepares for the customers of an index on an instant.</summary>
    public void Begin(AudienceIndex index, long asOf, EvaluationOptions options)
    {
        _index = index;
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
            Array.Clear(_eventStamps);
        }
    }

    /// <summary>Lets go of the index, so that a block that waits for its next use keeps no pages alive.</summary>
    public void End()
    {
        (_index, _page) = (null, null);
        Array.Clear(_events);
        Array.Clear(_eventStamps);
    }

    /// <summary>The bits of a node, computed when they have not been for this block.</summary>
    public ReadOnlySpan<ulong> Bits(PlanNode node)
    {
        var bits = RoomFor(node);
        if (_stamps[node.Id] != _stamp)
        {
            bits.Clear();
            node.Evaluate(this, bits);
            _stamps[node.Id] = _stamp;
        }

        return bits;
    }

    /// <summary>Whether the block's customers have events of a type.</summary>
    public bool TryGetEvents(int eventIndex, [MaybeNullWhen(false)] out EventTable table, out int fromRun, out int toRun)
    {
        if (_eventStamps[eventIndex] != _stamp)
        {
            _events[eventIndex] = _page!.TryGetEvents(eventIndex, FirstRow, Count, out var found) ? found : null;
            _eventStamps[eventIndex] = _stamp;
        }

        var slice = _events[eventIndex].GetValueOrDefault();
        (table, fromRun, toRun) = slice;
        return table is not null;
    }

    /// <summary>The events of a type, of which there are some.</summary>
    public EventSlice Events(int eventIndex) => TryGetEvents(eventIndex, out var table, out var from, out var to)
        ? new EventSlice(table, from, to)
        : throw new InvalidOperationException("Nodes about events are asked only where there are some.");

    /// <summary>The number of rows that a node's bits are about.</summary>
    public int RowCount(int eventIndex)
    {
        if (eventIndex == PlanNode.Customers)
            return Count;
        var (table, from, to) = Events(eventIndex);
        return table.RunStarts[to] - table.RunStarts[from];
    }

    /// <summary>The row of the columns that bit 0 stands for.</summary>
    public int FirstRowOf(int eventIndex)
    {
        if (eventIndex == PlanNode.Customers)
            return FirstRow;
        var (table, from, _) = Events(eventIndex);
        return table.RunStarts[from];
    }

    /// <summary>An attribute's column, or that of a property or the time of events; null when the value is missing everywhere.</summary>
    public CodeColumn? Column(int eventIndex, int property) => eventIndex == PlanNode.Customers
        ? _page!.Attribute(property)
        : property == ColumnNode.Time ? Events(eventIndex).Table.Times : Events(eventIndex).Table.Property(property);

    /// <summary>The dictionary of an attribute or property; null when its type has none.</summary>
    public PropertyDictionary? Dictionary(int eventIndex, int property) => eventIndex == PlanNode.Customers
        ? _index!.AttributeDictionary(property)
        : _index!.EventDictionary(eventIndex, property);

    /// <summary>The codes that values of one dictionary have in another, kept for a node.</summary>
    public Translation Translate(PlanNode node, PropertyDictionary from, PropertyDictionary to)
    {
        ref var translation = ref _translations[node.Id];
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
