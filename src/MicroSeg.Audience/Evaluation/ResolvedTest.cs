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

    private ZoneClock? _clock;
    private Part[] _parts = [];
    private long[]? _nextOfDay;
    private byte[]? _days;
    private long _daysOf = -1;

    /// <summary>The keys that pass.</summary>
    public KeySet? Keys { get; private set; }

    /// <summary>Whether the keys of each operator are one range that moves evenly, and those that pass are one range.</summary>
    public bool IsOneRange { get; private set; }

    /// <summary>Whether <see cref="NextChange"/> asks no operator about keys in or below the range.</summary>
    public bool IsQuick { get; private set; }

    /// <summary>What to add to a key within the range to get the instant at which it leaves, when that is all there is to know; else null.</summary>
    public long? LeavesAfter { get; private set; }

    /// <summary>Keys up to this one are behind all ranges, and the verdict on them stays.</summary>
    public long SettledUpTo { get; private set; }

    /// <summary>Forgets what depends on the instant.</summary>
    public void Clear() => Keys = null;

    public void Resolve(ValueOperator[] operators, ValueOperator[] dayOperators, ZoneClock clock)
    {
        _clock = clock;
        Keys = KeySet.All;
        IsOneRange = IsQuick = dayOperators.Length == 0;
        if (_parts.Length != operators.Length)
            _parts = new Part[operators.Length];
        for (var i = 0; i < operators.Length; i++)
        {
            var keys = operators[i].Keys(clock);
            Keys = Keys.Intersect(keys);
            IsOneRange &= keys.Ranges.Length == 1 && !operators[i].Leaps;
            _parts[i] = new Part(operators[i], keys.Ranges.Length == 1 ? operators[i].Motion(clock) : default, keys.Ranges.Length == 1 ? keys.Ranges[0] : default);
            IsQuick &= _parts[i].Motion.Kind != KeyMotionKind.Unknown;
        }

        IsOneRange &= Keys.Ranges.Length == 1;
        IsQuick &= IsOneRange;
        SettledUpTo = IsQuick && Keys.Ranges[0].Min != long.MinValue ? Keys.Ranges[0].Min - 1 : long.MinValue;
        var sliding = _parts.Where(p => p.Motion.Kind == KeyMotionKind.Slides && p.Range.Min != long.MinValue).Select(p => (long?)p.Range.Min).Max();
        LeavesAfter = IsQuick && !Array.Exists(_parts, p => p.Motion.Kind == KeyMotionKind.Jumps) ? clock.AsOf + 1 - sliding : null;
        if (_nextOfDay is not null)
            Array.Clear(_nextOfDay);
        // Days change once a day, instants every second.
        if (dayOperators.Length == 0 || _daysOf == clock.Today)
            return;
        _daysOf = clock.Today;
        _days ??= new byte[13 * DaysPerMonth];
        for (var day = new DateOnly(2000, 1, 1); day.Year == 2000; day = day.AddDays(1))
            _days[IndexOf(day)] = (byte)(Array.TrueForAll(dayOperators, o => o.MatchesDay(day.Month, day.Day, clock)) ? 1 : 0);
    }

    /// <summary>The earliest instant at which the verdict on a key may be another.</summary>
    public long NextChange(long key)
    {
        if (key <= SettledUpTo)
            return ZoneClock.Never;
        var due = ZoneClock.Never;
        foreach (ref readonly var part in _parts.AsSpan())
            due = Math.Min(due, part.NextChange(key, _clock!));
        // What does not change behind the range does not change further behind either.
        if (due == ZoneClock.Never && IsOneRange && key < Keys!.Ranges[0].Min)
            SettledUpTo = Math.Max(SettledUpTo, key);
        return due;
    }

    /// <summary>The same for a date, in days since 0001-01-01, which is judged by its day of the year alone.</summary>
    public long NextChangeOfDay(long day)
    {
        if ((ulong)(day - FirstKnownDay) >= (ulong)DayIndexes.Length)
            return NextChange(day);
        _nextOfDay ??= new long[13 * DaysPerMonth];
        ref var known = ref _nextOfDay[DayIndexes[day - FirstKnownDay]];
        if (known == 0)
            known = NextChange(day);
        return known;
    }

    /// <summary>Whether a date, in days since 0001-01-01, passes the operators on days of the year.</summary>
    public bool PassesDay(long day) => _days![(ulong)(day - FirstKnownDay) < (ulong)DayIndexes.Length ? DayIndexes[day - FirstKnownDay] : IndexOf(DateOnly.FromDayNumber((int)day))] != 0;

    private static int IndexOf(DateOnly day)
    {
        var (_, month, dayOfMonth) = day;
        return (month * DaysPerMonth) + dayOfMonth;
    }

    /// <summary>One operator on one instant.</summary>
    private readonly record struct Part(ValueOperator Operator, KeyMotion Motion, KeyRange Range)
    {
        public long NextChange(long key, ZoneClock clock) => Motion.Kind switch
        {
            KeyMotionKind.Stays => ZoneClock.Never,
            KeyMotionKind.Unknown => Operator.NextChange(key, clock),
            _ when key < Range.Min => ZoneClock.Never,
            KeyMotionKind.Jumps => key > Range.Max ? Operator.NextChange(key, clock) : Motion.At,
            _ when key > Range.Max => clock.AsOf + key - Range.Max,
            _ => Range.Min == long.MinValue ? ZoneClock.Never : clock.AsOf + key - Range.Min + 1,
        };
    }
}
