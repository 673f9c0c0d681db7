using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Validation.Fields;

/// <summary>Section 5.3.2: fields with one response key give one answer, <c>FieldsInSetCanMerge(set)</c>.</summary>
/// <remarks>
/// Comparing every pair of fields through every fragment can be exponential. So the fields of each selection set are collected once, each
/// pair of fragments, and each set with each fragment, is compared once, and every comparison counts towards the work that a document may be.
/// </remarks>
internal sealed partial class OverlappingFieldsCanBeMerged(ValidationContext context) : SyntaxVisitor
{
    public const string Code = "graphql.validation.overlapping_fields_can_be_merged";

    private readonly Dictionary<(CollectedFields, string), bool> _comparedWithFragment = [];
    private readonly Dictionary<(string, string), bool> _comparedFragments = [];

    public override bool Enter(SyntaxNode node)
    {
        if (node is SelectionSetNode set)
            CompareWithin(FieldsOf(context.Types.ParentType, set));
        return true;
    }

    private void CompareWithin(CollectedFields collected)
    {
        var conflicts = new List<FieldConflict>();
        foreach (var (key, fields) in collected.ByKey)
        {
            for (var i = 0; i < fields.Count; i++)
            {
                for (var j = i + 1; j < fields.Count; j++)
                    Compare(conflicts, key, fields[i], fields[j], areExclusive: false);
                Report(conflicts);
            }
        }

        for (var i = 0; i < collected.Spreads.Count; i++)
        {
            CompareWithFragment(conflicts, collected, collected.Spreads[i], areExclusive: false);
            for (var j = i + 1; j < collected.Spreads.Count; j++)
                CompareFragments(conflicts, collected.Spreads[i], collected.Spreads[j], areExclusive: false);
            Report(conflicts);
        }
    }

    /// <summary>Reports what was found so far, so that too many errors end the comparing.</summary>
    private void Report(List<FieldConflict> conflicts)
    {
        foreach (var conflict in conflicts)
        {
            var message = $"Fields \"{conflict.Key}\" conflict because {conflict.Reason}. Use different aliases on the fields to fetch both if this was intentional.";
            context.Report(Code, message, [.. conflict.Left, .. conflict.Right]);
        }

        conflicts.Clear();
    }

    /// <summary>Fields against the fields of a fragment, and of the fragments that it spreads.</summary>
    private void CompareWithFragment(List<FieldConflict> conflicts, CollectedFields fields, string name, bool areExclusive)
    {
        if (!IsNew(_comparedWithFragment, (fields, name), areExclusive) || context.FindFragment(name) is not { } fragment)
            return;
        var others = FieldsOf(fragment);
        if (ReferenceEquals(fields, others))
            return;
        CompareFields(conflicts, fields, others, areExclusive);
        foreach (var spread in others.Spreads)
            CompareWithFragment(conflicts, fields, spread, areExclusive);
    }

    private void CompareFragments(List<FieldConflict> conflicts, string first, string second, bool areExclusive)
    {
        if (first == second)
            return;
        var pair = string.CompareOrdinal(first, second) < 0 ? (first, second) : (second, first);
        if (!IsNew(_comparedFragments, pair, areExclusive) || context.FindFragment(first) is not { } left || context.FindFragment(second) is not { } right)
            return;
        var (leftFields, rightFields) = (FieldsOf(left), FieldsOf(right));
        CompareFields(conflicts, leftFields, rightFields, areExclusive);
        foreach (var spread in rightFields.Spreads)
            CompareFragments(conflicts, first, spread, areExclusive);
        foreach (var spread in leftFields.Spreads)
            CompareFragments(conflicts, spread, second, areExclusive);
    }

    private void CompareFields(List<FieldConflict> conflicts, CollectedFields left, CollectedFields right, bool areExclusive)
    {
        context.Spend();
        foreach (var (key, leftFields) in left.ByKey)
        {
            if (!right.TryGet(key, out var rightFields))
                continue;
            foreach (var leftField in leftFields)
            {
                foreach (var rightField in rightFields)
                    Compare(conflicts, key, leftField, rightField, areExclusive);
            }
        }
    }

    /// <summary>Whether two things are to be compared: not if they were, unless only as exclusive and now more strictly.</summary>
    private bool IsNew<T>(Dictionary<T, bool> compared, T pair, bool areExclusive)
        where T : notnull
    {
        context.Spend();
        if (compared.TryGetValue(pair, out var wereExclusive) && (areExclusive || !wereExclusive))
            return false;
        compared[pair] = areExclusive;
        return true;
    }
}
