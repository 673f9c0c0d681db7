using System.Collections.Immutable;
using MicroSeg.GraphQL.Language.Ast;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Validation.Fields;

/// <content>Two fields with one response key.</content>
internal sealed partial class OverlappingFieldsCanBeMerged
{
    private static readonly Comparer<ObjectFieldNode> s_byName
        = Comparer<ObjectFieldNode>.Create((left, right) => string.CompareOrdinal(left.Name.Value, right.Name.Value));

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
            (IntValueNode a, IntValueNode b) => a.Value == b.Value,
            (FloatValueNode a, FloatValueNode b) => a.Value == b.Value,
            (StringValueNode a, StringValueNode b) => a.IsBlock == b.IsBlock && a.Value == b.Value,
            (BooleanValueNode a, BooleanValueNode b) => a.Value == b.Value,
            (EnumValueNode a, EnumValueNode b) => a.Value == b.Value,
            (VariableNode a, VariableNode b) => a.Name.Value == b.Name.Value,
            (NullValueNode, NullValueNode) => true,
            (ListValueNode a, ListValueNode b) => AreSame(a.Values, b.Values),
            (ObjectValueNode a, ObjectValueNode b) => AreSame(a.Fields, b.Fields),
            _ => false,
        };
    }

    private bool AreSame(ImmutableArray<ValueNode> left, ImmutableArray<ValueNode> right)
    {
        if (left.Length != right.Length)
            return false;
        for (var i = 0; i < left.Length; i++)
        {
            if (!AreSame(left[i], right[i]))
                return false;
        }

        return true;
    }

    private bool AreSame(ImmutableArray<ObjectFieldNode> left, ImmutableArray<ObjectFieldNode> right)
    {
        if (left.Length != right.Length)
            return false;
        if (left.Length > 1)
            (left, right) = (left.Sort(s_byName), right.Sort(s_byName));
        for (var i = 0; i < left.Length; i++)
        {
            if (left[i].Name.Value != right[i].Name.Value || !AreSame(left[i].Value, right[i].Value))
                return false;
        }

        return true;
    }
}
