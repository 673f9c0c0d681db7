using MicroSeg.Audience.Bitmaps;

namespace MicroSeg.Api.Audiences.Sets;

/// <summary>A node over others.</summary>
internal abstract record Combination(string Path, IReadOnlyList<SetNode> Operands) : SetNode(Path)
{
    public override IReadOnlyList<SetNode> Children => Operands;

    protected static SetKind KindOf(string name, Func<string, IReadOnlyList<SetNode>, Combination> make) =>
        new(name, (reader, place) => reader.ReadList(place) is { } operands ? make(place.Path, operands) : null);
}

/// <summary><c>{ "and": [a, b] }</c>: who is in every one.</summary>
internal sealed record AndNode(string Path, IReadOnlyList<SetNode> Operands) : Combination(Path, Operands)
{
    public static SetKind Kind { get; } = KindOf("and", (path, operands) => new AndNode(path, operands));

    public override CustomerSet Evaluate(SetWorld world) => Operands.Select(world.Of).Aggregate((a, b) => a.And(b));
}

/// <summary><c>{ "or": [a, b] }</c>: who is in at least one.</summary>
internal sealed record OrNode(string Path, IReadOnlyList<SetNode> Operands) : Combination(Path, Operands)
{
    public static SetKind Kind { get; } = KindOf("or", (path, operands) => new OrNode(path, operands));

    public override CustomerSet Evaluate(SetWorld world) => Operands.Select(world.Of).Aggregate((a, b) => a.Or(b));
}

/// <summary><c>{ "andNot": [a, b, c] }</c>: who is in the first and in none of the others.</summary>
internal sealed record AndNotNode(string Path, IReadOnlyList<SetNode> Operands) : Combination(Path, Operands)
{
    public static SetKind Kind { get; } = KindOf("andNot", (path, operands) => new AndNotNode(path, operands));

    public override CustomerSet Evaluate(SetWorld world) => Operands.Select(world.Of).Aggregate((a, b) => a.AndNot(b));
}

/// <summary><c>{ "not": a }</c>: every customer who is not in it.</summary>
internal sealed record NotNode(string Path, SetNode Operand) : SetNode(Path)
{
    public static SetKind Kind { get; } = new("not", (reader, place) => reader.Read(place) is { } operand ? new NotNode(place.Path, operand) : null);

    public override IReadOnlyList<SetNode> Children => [Operand];

    public override CustomerSet Evaluate(SetWorld world) => world.Everyone.AndNot(world.Of(Operand));
}
