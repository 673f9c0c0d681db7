using System.Collections.Immutable;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;

namespace MicroSeg.Audience.Rules.Memberships;

/// <summary>What may be asked of the past of a membership. One line here and one file are what a new term takes.</summary>
internal static class MembershipTermRegistry
{
    /// <summary>The kinds, in the order in which messages name them.</summary>
    public static ImmutableArray<MembershipTermKind> Kinds { get; } = [MemberForTerm.Kind, .. MovementTerm.Kinds, AtTerm.Kind];

    /// <summary>Takes the term among the keys that are left; null when there is none or, which has been reported, a wrong one or two.</summary>
    public static MembershipTerm? Take(ReadState state, ObjectReader reader)
    {
        MembershipTerm? term = null;
        string? first = null;
        foreach (var kind in Kinds)
        {
            if (reader.Take(kind.Name) is not { } place)
                continue;
            if (first is not null)
                state.Report(RuleCodes.KeyConflict, place.Path, $"found \"{kind.Name}\" beside \"{first}\", expected one of them: put two conditions into a list under \"all\"");
            first ??= kind.Name;
            var read = kind.Read(state, place);
            term ??= read;
        }

        return term;
    }

    /// <summary>Adds what <see cref="Take"/> takes to the shape of an object.</summary>
    public static void AddTo(ShapeScope scope, ObjectShape shape)
    {
        foreach (var kind in Kinds)
            shape.May(kind.Name, kind.Shape(scope));
        shape.AtMostOneOf([.. Kinds.Select(k => k.Name)]);
    }
}
