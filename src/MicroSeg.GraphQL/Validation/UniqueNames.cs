using System.Collections.Immutable;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Validation;

/// <summary>Finds names that stand more than once in a list.</summary>
internal static class UniqueNames
{
    /// <summary>The names of each group of two or more, in the order of their first.</summary>
    public static IEnumerable<NameNode[]> Repeated<T>(ImmutableArray<T> nodes, Func<T, NameNode> nameOf)
    {
        if (nodes.Length < 2)
            return [];
        return nodes.Select(nameOf).GroupBy(name => name.Value, StringComparer.Ordinal).Where(group => group.Skip(1).Any()).Select(group => group.ToArray());
    }
}
