using MicroSeg.GraphQL.Language.Ast;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Validation.Fields;

/// <content>Two fields with one response key.</content>
internal sealed partial class OverlappingFieldsCanBeMerged
{
    private void Compare(List<FieldConflict> conflicts, string key, CollectedField left, CollectedField right, bool areExclusive)
    {
        context.Spend();

        // Fields of two different object types never meet in one answer, so only their shapes must agree.
        areExclusive |= !ReferenceEquals(left.Parent, right.Parent) && left.Parent is ObjectDefinition && right.Parent is ObjectDefinition;
        if (Difference(left, right, areExclusive) is { } reason)
            conflicts.Add(new FieldConflict(key, reason, [left.Node], [right.Node]));
        else if (left.Node.SelectionSet is { } leftSet && right.Node.SelectionSet is { } rightSet)
            CompareBelow(conflicts, key, left, leftSet, right, rightSet, areExclusive);
    }

    private string? Difference(CollectedField left, CollectedField right, bool areExclusive)
    {
        if (!areExclusive && left.Node.Name.Value != right.Node.Name.Value)
            return $"\"{left.Node.Name}\" and \"{right.Node.Name}\" are different fields";
        if (!areExclusive && !HaveSameArguments(left.Node, right.Node))
            return "they have differing arguments";
        if (left.Definition?.Type is { } leftType && right.Definition?.Type is { } rightType && HaveOtherShape(leftType, rightType))
            return $"they return conflicting types \"{leftType}\" and \"{rightType}\"";
        return null;
    }

    private void CompareBelow(
        List<FieldConflict> conflicts, string key, CollectedField left, SelectionSetNode leftSet, CollectedField right, SelectionSetNode rightSet, bool areExclusive)
    {
        var below = new List<FieldConflict>();
        var leftFields = FieldsOf(left.Definition?.Type.Named, leftSet);
        var rightFields = FieldsOf(right.Definition?.Type.Named, rightSet);
        CompareFields(below, leftFields, rightFields, areExclusive);
        foreach (var spread in rightFields.Spreads)
            CompareWithFragment(below, leftFields, spread, areExclusive);
        foreach (var spread in leftFields.Spreads)
            CompareWithFragment(below, rightFields, spread, areExclusive);
        foreach (var leftSpread in leftFields.Spreads)
        {
            foreach (var rightSpread in rightFields.Spreads)
                CompareFragments(below, leftSpread, rightSpread, areExclusive);
        }

        if (below.Count == 0)
            return;
        var reason = string.Join(" and ", below.Select(conflict => $"subfields \"{conflict.Key}\" conflict because {conflict.Reason}"));
        conflicts.Add(new FieldConflict(
            key, reason, [left.Node, .. below.SelectMany(conflict => conflict.Left)], [right.Node, .. below.SelectMany(conflict => conflict.Right)]));
    }

    /// <summary><c>SameResponseShape(fieldA, fieldB)</c>, for the fields' own types.</summary>
    private static bool HaveOtherShape(GraphQLType left, GraphQLType right) => (left, right) switch
    {
        (ListType of, ListType other) => HaveOtherShape(of.Item, other.Item),
        (ListType, _) or (_, ListType) => true,
        (NonNullType of, NonNullType other) => HaveOtherShape(of.Nullable, other.Nullable),
        (NonNullType, _) or (_, NonNullType) => true,
        _ => (left.IsLeaf || right.IsLeaf) && !ReferenceEquals(left, right),
    };

    private bool HaveSameArguments(FieldNode left, FieldNode right)
    {
        if (left.Arguments.Length != right.Arguments.Length)
            return false;
        foreach (var argument in left.Arguments)
        {
            var other = right.Arguments.LastOrDefault(other => other.Name.Value == argument.Name.Value);
            if (other is null || !AreSame(argument.Value, other.Value))
                return false;
        }

        return true;
    }

    /// <summary>Whether two values are written alike, whatever the order of an object's fields.</summary>
    private bool AreSame(ValueNode left, ValueNode right)
    {
        context.Spend();
        return (left, right) switch
        {
            (ListValueNode a, ListValueNode b) => a.Values.Length == b.Values.Length && a.Values.Zip(b.Values).All(pair => AreSame(pair.First, pair.Second)),
            (ObjectValueNode a, ObjectValueNode b) => a.Fields.Length == b.Fields.Length
                && InOrder(a).Zip(InOrder(b)).All(pair => pair.First.Name.Value == pair.Second.Name.Value && AreSame(pair.First.Value, pair.Second.Value)),
            (ListValueNode or ObjectValueNode, _) or (_, ListValueNode or ObjectValueNode) => false,
            (StringValueNode a, StringValueNode b) => a.IsBlock == b.IsBlock && a.Value == b.Value,
            _ => left.Kind == right.Kind && left.ToString() == right.ToString(),
        };
    }

    private static IOrderedEnumerable<ObjectFieldNode> InOrder(ObjectValueNode record) => record.Fields.OrderBy(field => field.Name.Value, StringComparer.Ordinal);
}
