using MicroSeg.Audience.Rules;
using MicroSeg.Audience.Rules.Operators;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Evaluation;

/// <summary>Collects the distinct nodes of some segments.</summary>
internal sealed class PlanBuilder(AudienceSchema schema, IReadOnlyDictionary<string, SegmentRule> rules)
{
    private readonly Dictionary<object, PlanNode> _interned = [];
    private readonly Dictionary<string, int> _salts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PlanNode> _segments = new(StringComparer.Ordinal);

    private bool _isSealed;

    public AudienceSchema Schema => schema;

    public int NodeCount { get; private set; }

    public int TestCount { get; private set; }

    /// <summary>How many pairs of dictionaries nodes translate between.</summary>
    public int TranslationCount { get; private set; }

    /// <summary>How many salts samples have.</summary>
    public int SaltCount => _salts.Count;

    /// <summary>The place of a salt among those of the plan's samples.</summary>
    public int Salt(string salt)
    {
        if (!_salts.TryGetValue(salt, out var index))
            _salts.Add(salt, index = _salts.Count);
        return index;
    }

    /// <summary>The node of a segment, compiled when it is first asked for.</summary>
    public PlanNode Segment(string key)
    {
        if (!_segments.TryGetValue(key, out var node))
        {
            var rule = rules.TryGetValue(key, out var found) ? found : throw new ArgumentException($"Segment '{key}' is named by a rule and is not there.", nameof(key));
            node = new PlanScope(this, PlanNode.Customers).Compile(rule);
            _segments.Add(key, node);
        }

        return node;
    }

    /// <summary>The node that says what <paramref name="key"/> says, made when there is none.</summary>
    public PlanNode Intern<TKey>(TKey key, Func<int, PlanNode> create)
        where TKey : notnull
    {
        if (_interned.TryGetValue(key, out var known))
            return known;
        if (_isSealed)
            throw new InvalidOperationException($"The plan has no node for {key}, and takes no more.");
        var node = create(NodeCount);
        NodeCount = Math.Max(NodeCount, node.Id + 1);
        _interned.Add(key, node);
        return node;
    }

    /// <summary>Ends the compilation: from here on what is asked for must be there, so that any number of threads may ask.</summary>
    public void Seal() => _isSealed = true;

    public ValueTest Test(PropertyType type, ValueList<ValueOperator> operators) => ValueTest.For(TestCount++, type, operators);

    /// <summary>A place for the codes that one dictionary's values have in another.</summary>
    public int Translation() => TranslationCount++;

    /// <summary>An index that must be there.</summary>
    /// <exception cref="ArgumentException">It is not: the rule was read against another schema.</exception>
    public static int Require(int index, string what, string name) =>
        index >= 0 ? index : throw new ArgumentException($"The schema lacks the {what} '{name}' that a rule names.", nameof(name));
}
