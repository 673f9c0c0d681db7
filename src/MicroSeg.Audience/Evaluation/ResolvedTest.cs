using MicroSeg.Audience.Rules.Operators;

namespace MicroSeg.Audience.Evaluation;

/// <summary>What a test comes down to on one instant in one zone.</summary>
internal sealed class ResolvedTest
{
    // Room for a day's number within its month, so that a month and day make an index.
    private const int DaysPerMonth = 32;

    // Working out month and day takes longer than all else; of most people's birthdays it is done beforehand.
    private const int FirstKnownYear = 1900;
    private const int KnownYears = 150;
    private static readonly int FirstKnownDay = new DateOnly(FirstKnownYear, 1, 1).DayNumber;
    private static readonly ushort[] DayIndexes =
        [.. Enumerable.Range(FirstKnownDay, new DateOnly(FirstKnownYear + KnownYears, 1, 1).DayNumber - FirstKnownDay).Select(d => (ushort)IndexOf(DateOnly.FromDayNumber(d)))];

    private byte[]? _days;
    private long _daysOf = -1;

    /// <summary>The keys that pass.</summary>
    public KeySet? Keys { get; private set; }

    /// <summary>Whether the keys of each operator are one range that moves evenly, and those that pass are one range.</summary>
    public bool IsOneRange { get; private set; }

    /// <summary>Keys up to this one are behind all ranges, and the verdict on them stays.</summary>
    public long SettledUpTo { get; private set; }

    /// <summary>Forgets what depends on the instant.</summary>
    public void Clear() => Keys = null;

    /// <summary>Remembers that the verdict on a key stays, and so, when it lies behind all ranges, that on those below it.</summary>
    public void Settle(long key)
    {
        if (IsOneRange && key < Keys!.Ranges[0].Min)
            SettledUpTo = Math.Max(SettledUpTo, key);
    }

    public void Resolve(ValueOperator[] operators, ValueOperator[] dayOperators, ZoneClock clock)
    {
        Keys = KeySet.All;
        SettledUpTo = long.MinValue;
        IsOneRange = true;
        foreach (var o in operators)
        {
            var keys = o.Keys(clock);
            IsOneRange &= keys.Ranges.Length == 1 && !o.Leaps;
            Keys = Keys.Intersect(keys);
        }

        IsOneRange &= Keys.Ranges.Length == 1;
        // Days change once a day, instants every second.
        if (dayOperators.Length == 0 || _daysOf == clock.Today)
            return;
        _daysOf = clock.Today;
        _days ??= new byte[13 * DaysPerMonth];
        for (var day = new DateOnly(2000, 1, 1); day.Year == 2000; day = day.AddDays(1))
            _days[IndexOf(day)] = (byte)(Array.TrueForAll(dayOperators, o => o.MatchesDay(day.Month, day.Day, clock)) ? 1 : 0);
    }

    /// <summary>Whether a date, in days since 0001-01-01, passes the operators on days of the year.</summary>
    public bool PassesDay(long day) => _days![(ulong)(day - FirstKnownDay) < (ulong)DayIndexes.Length ? DayIndexes[day - FirstKnownDay] : IndexOf(DateOnly.FromDayNumber((int)day))] != 0;

    private static int IndexOf(DateOnly day)
    {
        var (_, month, dayOfMonth) = day;
        return (month * DaysPerMonth) + dayOfMonth;
    }
}
