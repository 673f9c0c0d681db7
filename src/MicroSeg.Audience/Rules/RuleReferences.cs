namespace MicroSeg.Audience.Rules;

/// <summary>What a rule names, each once, in ordinal order.</summary>
public sealed class RuleReferences
{
    private readonly SortedSet<string> _segments = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _pasts = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _lists = new(StringComparer.Ordinal);
    private readonly SortedSet<(string Segment, long Seconds)> _instants = [];
    private readonly SortedSet<string> _models = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _attributes = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _events = new(StringComparer.Ordinal);
    private readonly SortedSet<(string Event, string Property)> _properties = [];

    internal RuleReferences()
    {
    }

    /// <summary>The segments whose membership the rule asks for.</summary>
    public IReadOnlyCollection<string> Segments => _segments;

    /// <summary>Those of <see cref="Segments"/> of which it asks since when members belong or when others left: <see cref="Evaluation.ISegmentFacts.PastOf"/>.</summary>
    public IReadOnlyCollection<string> Pasts => _pasts;

    /// <summary>
    /// Those of <see cref="Segments"/> of which it asks who belonged at an instant, with that instant in seconds since 1970:
    /// <see cref="Evaluation.ISegmentFacts.MembersAt"/>. An instant of the future is asked about when it has passed.
    /// </summary>
    public IReadOnlyCollection<(string Segment, long Seconds)> Instants => _instants;

    /// <summary>The segments whose list decides, see <see cref="SegmentRule.Listed"/>: <see cref="Evaluation.ISegmentFacts.ListOf"/>.</summary>
    public IReadOnlyCollection<string> Lists => _lists;

    /// <summary>The RFM models that it names.</summary>
    public IReadOnlyCollection<string> Models => _models;

    /// <summary>The customers' attributes that it reads, the time zone included where the answer depends on it.</summary>
    public IReadOnlyCollection<string> Attributes => _attributes;

    /// <summary>The event types that it reads.</summary>
    public IReadOnlyCollection<string> Events => _events;

    /// <summary>The event properties that it reads, with their event types.</summary>
    public IReadOnlyCollection<(string Event, string Property)> Properties => _properties;

    /// <summary>
    /// Whether the answer can change by the passing of time alone. Every rule that reads events does so: one that is dated later than the present
    /// begins to exist when its time comes.
    /// </summary>
    public bool DependsOnTime { get; private set; }

    internal void AddSegment(string key) => _segments.Add(key);

    internal void AddPast(string key) => _pasts.Add(key);

    internal void AddInstant(string key, long seconds) => _instants.Add((key, seconds));

    internal void AddList(string key) => _lists.Add(key);

    internal void AddModel(string name) => _models.Add(name);

    internal void AddAttribute(string name) => _attributes.Add(name);

    internal void AddEvent(string name) => _events.Add(name);

    internal void AddProperty(string eventName, string? property)
    {
        if (property is not null)
            _properties.Add((eventName, property));
    }

    internal void AddTime(TimeUse use)
    {
        DependsOnTime |= use.HasFlag(TimeUse.AsOf);
        if (use.HasFlag(TimeUse.Zone))
            _attributes.Add(TimeZoneAttribute.Name);
    }
}
