using System.Text.Json;
using MicroSeg.Audience.Evaluation;
using MicroSeg.Audience.Rules.Conditions;
using MicroSeg.Audience.Rules.Operators;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules;

/// <summary>The attribute operators over one typed value, for whoever filters something other than customers and events.</summary>
public sealed class ValueFilter
{
    private readonly ValueCondition _condition;
    private readonly PropertyType _type;

    private ValueFilter(ValueCondition condition, PropertyType type)
    {
        _condition = condition;
        _type = type;
        var uses = ValueOperators.Uses(condition.Operators);
        DependsOnTime = uses.HasFlag(TimeUse.AsOf);
        DependsOnZone = uses.HasFlag(TimeUse.Zone);
    }

    /// <summary>Whether the answer changes by the passing of time alone.</summary>
    public bool DependsOnTime { get; }

    /// <summary>Whether the answer depends on a time zone.</summary>
    public bool DependsOnZone { get; }

    /// <summary>Reads an object of operators.</summary>
    /// <param name="json">The object, such as <c>{ "gte": 30, "lt": 40 }</c>.</param>
    /// <param name="path">Where it stands, for the findings.</param>
    /// <param name="type">The type of the value that is filtered.</param>
    /// <param name="findings">Takes what is wrong.</param>
    /// <returns>Null when something is wrong.</returns>
    public static ValueFilter? Read(JsonElement json, string path, PropertyType type, ICollection<RuleFinding> findings)
    {
        var state = new ReadState(AudienceSchema.Empty, RuleLimits.Default, RuleNames.Unchecked);
        ValueCondition? condition = null;
        if (ObjectReader.Open(state, new JsonPlace(json, path), "an object of operators") is { } reader)
        {
            condition = ValueCondition.Take(state, reader, type);
            reader.Finish();
        }

        foreach (var finding in state.Findings)
            findings.Add(finding);
        return condition is null || state.Findings.Count > 0 ? null : new ValueFilter(condition, type);
    }

    /// <summary>The filter at an instant and in a zone; a missing value is null.</summary>
    public Func<PropertyValue?, bool> Bind(DateTimeOffset asOf, TimeZoneInfo zone)
    {
        var test = TestOf(new ZoneClock(zone, asOf.ToUnixTimeSeconds()));
        return value => value is { } found ? _condition.Exists != false && test(found) : _condition.OrMissing || _condition.Exists == false;
    }

    private Func<PropertyValue, bool> TestOf(ZoneClock clock)
    {
        if (_type is PropertyType.String or PropertyType.StringSet or PropertyType.Geo)
        {
            var matchers = _condition.Operators.Select(o => o.Matcher()).ToArray();
            return value => Array.TrueForAll(matchers, m => m(value));
        }

        var keys = _condition.Operators.Aggregate(KeySet.All, (set, o) => set.Intersect(o.Keys(clock)));
        var days = _condition.Operators.Where(o => o.TestsDays).ToArray();
        return value => keys.Contains(value.Key) && (days.Length == 0 || MatchesDay(days, value, clock));
    }

    private bool MatchesDay(ValueOperator[] operators, PropertyValue value, ZoneClock clock)
    {
        var date = DateOnly.FromDayNumber((int)(_type == PropertyType.Date ? value.Key : clock.DayOf(value.Key)));
        return Array.TrueForAll(operators, o => o.MatchesDay(date.Month, date.Day, clock));
    }
}
