using System.Collections.Frozen;
using MicroSeg.Audience.Rules.Shapes;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Rules.Operators;

/// <summary>All operators by name and type. One line here and one file are what a new operator takes.</summary>
internal static class OperatorRegistry
{
    private static readonly PropertyType[] Numeric = [PropertyType.Number, PropertyType.Decimal];
    private static readonly PropertyType[] Days = [PropertyType.Date, PropertyType.DateTime];

    private static readonly FrozenDictionary<(string Name, PropertyType Type), OperatorKind> Kinds = Index(
    [
        new OperatorKind(ExistsOperator.Name, Enum.GetValues<PropertyType>(), ExistsOperator.Read, (_, _) => Shape.Boolean),
        .. OneOfOperator.Kinds,
        .. CompareOperator.Kinds,
        new OperatorKind(BetweenOperator.Name, Numeric, BetweenOperator.Read, (s, t) => Shape.PairOf(Shape.Value(s, t))),
        new OperatorKind(BetweenOperator.Name, Days, DayOperator.ReadBetween, (s, t) => Shape.PairOf(DayOperator.Operand(s, t))),
        .. TextOperator.Kinds,
        new OperatorKind(MatchesOperator.Name, [PropertyType.String], MatchesOperator.Read, (_, _) => Shape.Text),
        .. DayOperator.Kinds,
        .. WithinOperator.Kinds,
        new OperatorKind(AnniversaryOperator.Name, Days, AnniversaryOperator.Read, (s, _) => Shape.WholeDays(s)),
        .. SetOperator.Kinds,
        new OperatorKind(SizeOperator.Name, [PropertyType.StringSet], SizeOperator.Read, (s, _) => ValueOperators.ObjectShape(s, PropertyType.Number)),
        new OperatorKind(NearOperator.Name, [PropertyType.Geo], NearOperator.Read, (_, _) => NearOperator.Operand) { Beside = ("of", s => Shape.Value(s, PropertyType.Geo)) },
    ]);

    /// <summary>The operator of that name for values of that type, or null.</summary>
    public static OperatorKind? Find(string name, PropertyType type) => Kinds.GetValueOrDefault((name, type));

    /// <summary>Whether values of some type have an operator of that name.</summary>
    public static bool IsKnown(string name) => Kinds.Keys.Any(k => k.Name == name);

    /// <summary>The operators that values of a type have, in ordinal order.</summary>
    public static IReadOnlyList<string> NamesFor(PropertyType type) => [.. Kinds.Keys.Where(k => k.Type == type).Select(k => k.Name).Order(StringComparer.Ordinal)];

    /// <summary>Adds the operators that values of a type have to the shape of an object, in ordinal order.</summary>
    public static void AddTo(ShapeScope scope, PropertyType type, ObjectShape shape)
    {
        foreach (var name in NamesFor(type))
            Find(name, type)!.AddTo(scope, type, shape);
    }

    /// <summary>Indexes kinds by name and type.</summary>
    /// <exception cref="InvalidOperationException">Two operators of one name claim one type.</exception>
    internal static FrozenDictionary<(string Name, PropertyType Type), OperatorKind> Index(IEnumerable<OperatorKind> kinds)
    {
        var index = new Dictionary<(string, PropertyType), OperatorKind>();
        foreach (var kind in kinds)
        {
            foreach (var type in kind.Types)
            {
                if (!index.TryAdd((kind.Name, type), kind))
                    throw new InvalidOperationException($"Two operators are named \"{kind.Name}\" for {PropertyTypes.NameOf(type)}.");
            }
        }

        return index.ToFrozenDictionary();
    }
}
