using System.Runtime.Intrinsics;
using MicroSeg.Audience.Index;

namespace MicroSeg.Audience.Evaluation;

/// <summary>
/// When each customer is to be evaluated again because time passes, to the second, in four bytes a customer. Who is due next is found from the
/// earliest times of pages and of blocks of 1,024 customers, so that nobody is looked at who is not near one who is due.
/// </summary>
/// <remarks>Used by one thread at a time. A block without anyone who is due takes no memory.</remarks>
public sealed class DueTimes
{
    private const uint Never = uint.MaxValue;
    private const int BlockSize = CustomerPage.BlockSize;

    // Bounds from below: they are made exact when they are come to.
    private readonly List<Page?> _pages = [];
    private uint[] _earliest = [];

    /// <summary>Bytes held.</summary>
    public long Bytes => (_earliest.Length * 4L) + _pages.Sum(p => p?.Bytes ?? 0);

    /// <summary>When a customer is due, in seconds since 1970; null for never.</summary>
    public long? Find(int ordinal)
    {
        var page = ordinal >> 16;
        return page < _pages.Count && _pages[page]?.BlockOf(ordinal) is { } block && block[ordinal % BlockSize] is not Never and var seconds ? seconds : null;
    }

    /// <summary>Sets when a customer is due, earlier or later than before.</summary>
    /// <param name="ordinal">The customer.</param>
    /// <param name="seconds">Seconds since 1970; what four bytes have no room for, after the year 2105, is never.</param>
    public void Set(int ordinal, long seconds)
    {
        var at = Clamp(seconds);
        if (at == Never && Find(ordinal) is null)
            return;
        var number = ordinal >> 16;
        EnsurePages(number + 1);
        var page = _pages[number] ??= new Page();
        page.Set(ordinal, at);
        _earliest[number] = Math.Min(_earliest[number], at);
    }

    /// <summary>Makes a customer due at an instant, unless that is already so earlier.</summary>
    public void Lower(int ordinal, long seconds)
    {
        if (seconds < (Find(ordinal) ?? Never))
            Set(ordinal, seconds);
    }

    /// <summary>Makes every customer due when another says, unless that is already so earlier.</summary>
    public void Lower(DueTimes other)
    {
        EnsurePages(other._pages.Count);
        for (var i = 0; i < other._pages.Count; i++)
        {
            if (other._pages[i] is not { } page)
                continue;
            (_pages[i] ??= new Page()).Lower(page);
            _earliest[i] = Math.Min(_earliest[i], other._earliest[i]);
        }
    }

    /// <summary>When the first customer is due, in seconds since 1970.</summary>
    /// <returns>False when nobody is.</returns>
    public bool TryFindNext(out long seconds)
    {
        while (true)
        {
            var first = IndexOfMin(_earliest.AsSpan(0, _pages.Count));
            seconds = first < 0 ? Never : _earliest[first];
            if (seconds == Never)
                return false;
            _earliest[first] = _pages[first]!.FindEarliest();
            if (_earliest[first] == seconds)
                return true;
        }
    }

    /// <summary>Takes customers who are due by an instant, in the order of their ordinals; they are not due any more.</summary>
    /// <param name="seconds">The instant, in seconds since 1970.</param>
    /// <param name="count">How many are enough; a few more may come, and fewer only when there are no more.</param>
    /// <param name="ordinals">To whose end they are put.</param>
    public void Take(long seconds, int count, List<int> ordinals)
    {
        var until = (uint)Math.Clamp(seconds, 0, Never - 1);
        var enough = ordinals.Count + count;
        for (var i = 0; i < _pages.Count && ordinals.Count < enough; i++)
        {
            if (_earliest[i] <= until)
                _earliest[i] = _pages[i]!.Take(i << 16, until, enough, ordinals);
        }
    }

    /// <summary>Makes room, so that several threads can set different blocks at once.</summary>
    internal void Reserve(int pageCount)
    {
        EnsurePages(pageCount);
        for (var i = 0; i < pageCount; i++)
            _pages[i] ??= new Page();
    }

    /// <summary>Sets the times of neighbouring customers of one block; <see cref="EndSetting"/> when all are set.</summary>
    internal void SetBlock(int firstOrdinal, ReadOnlySpan<long> seconds)
    {
        if (_pages[firstOrdinal >> 16]!.RoomFor(firstOrdinal, seconds.ContainsAnyExcept(ZoneClock.Never)) is not { } block)
            return;
        for (var i = 0; i < seconds.Length; i++)
            block[(firstOrdinal + i) % BlockSize] = Clamp(seconds[i]);
        _pages[firstOrdinal >> 16]!.Measure(firstOrdinal);
    }

    internal void EndSetting()
    {
        for (var i = 0; i < _pages.Count; i++)
            _earliest[i] = _pages[i]?.FindEarliest() ?? Never;
    }

    private static uint Clamp(long seconds) => seconds >= Never ? Never : (uint)Math.Max(seconds, 0);

    private void EnsurePages(int count)
    {
        var known = _earliest.Length;
        if (known < count)
        {
            Array.Resize(ref _earliest, Math.Max(count, known * 2));
            _earliest.AsSpan(known).Fill(Never);
        }

        while (_pages.Count < count)
            _pages.Add(null);
    }

    private static int IndexOfMin(ReadOnlySpan<uint> times)
    {
        var index = -1;
        for (var i = 0; i < times.Length; i++)
        {
            if (index < 0 || times[i] < times[index])
                index = i;
        }

        return index;
    }

    private static uint Min(ReadOnlySpan<uint> times)
    {
        var least = Vector256<uint>.AllBitsSet;
        for (var i = 0; i < times.Length; i += Vector256<uint>.Count)
            least = Vector256.Min(least, Vector256.Create(times[i..]));
        var min = Never;
        for (var i = 0; i < Vector256<uint>.Count; i++)
            min = Math.Min(min, least[i]);
        return min;
    }

    /// <summary>The customers of one page.</summary>
    private sealed class Page
    {
        private readonly uint[]?[] _blocks = new uint[]?[CustomerPage.Capacity / BlockSize];
        private readonly uint[] _earliest = NewTimes(CustomerPage.Capacity / BlockSize);

        public long Bytes => (_blocks.Length * 12L) + (_blocks.Count(b => b is not null) * BlockSize * 4L);

        public uint[]? BlockOf(int ordinal) => _blocks[IndexOf(ordinal)];

        public void Set(int ordinal, uint at)
        {
            var index = IndexOf(ordinal);
            (_blocks[index] ??= NewTimes(BlockSize))[ordinal % BlockSize] = at;
            _earliest[index] = Math.Min(_earliest[index], at);
        }

        public uint[]? RoomFor(int ordinal, bool isNeeded) => isNeeded ? _blocks[IndexOf(ordinal)] ??= NewTimes(BlockSize) : _blocks[IndexOf(ordinal)];

        public void Measure(int ordinal) => _earliest[IndexOf(ordinal)] = Min(_blocks[IndexOf(ordinal)]);

        public void Lower(Page other)
        {
            for (var i = 0; i < _blocks.Length; i++)
            {
                if (other._blocks[i] is not { } theirs)
                    continue;
                var ours = _blocks[i] ??= NewTimes(BlockSize);
                for (var j = 0; j < BlockSize; j++)
                    ours[j] = Math.Min(ours[j], theirs[j]);
                _earliest[i] = Math.Min(_earliest[i], other._earliest[i]);
            }
        }

        public uint FindEarliest()
        {
            while (true)
            {
                var index = IndexOfMin(_earliest);
                var bound = _earliest[index];
                if (bound == Never || (_earliest[index] = Min(_blocks[index])) == bound)
                    return bound;
            }
        }

        /// <summary>Takes who is due, block by block.</summary>
        /// <returns>A bound from below of what is left.</returns>
        public uint Take(int firstOrdinal, uint until, int enough, List<int> ordinals)
        {
            for (var i = 0; i < _blocks.Length && ordinals.Count < enough; i++)
            {
                if (_earliest[i] > until)
                    continue;
                var block = _blocks[i]!;
                for (var at = 0; block.AsSpan(at).IndexOfAnyInRange(0u, until) is >= 0 and var step; at++)
                {
                    at += step;
                    block[at] = Never;
                    ordinals.Add(firstOrdinal + (i * BlockSize) + at);
                }

                _earliest[i] = Min(block);
            }

            return Min(_earliest);
        }

        private static int IndexOf(int ordinal) => (ordinal & 0xFFFF) / BlockSize;

        private static uint[] NewTimes(int count)
        {
            var times = new uint[count];
            Array.Fill(times, Never);
            return times;
        }
    }
}
