using System.Collections.Frozen;

namespace MicroSeg.Templates;

/// <summary>The helpers that are part of the language.</summary>
internal static class BuiltIns
{
    public const string If = "if";
    public const string Unless = "unless";
    public const string Each = "each";
    public const string With = "with";
    public const string Lookup = "lookup";
    public const string Log = "log";

    /// <summary>The names that Handlebars reserves for helpers; the two hooks can be called by no template.</summary>
    private static readonly FrozenSet<string> s_known =
        new[] { If, Unless, Each, With, Lookup, Log, "helperMissing", "blockHelperMissing" }.ToFrozenSet(StringComparer.Ordinal);

    public static bool IsKnown(string name) => s_known.Contains(name);

    /// <summary>How many arguments a built-in takes; null where the name is none of theirs.</summary>
    public static (int Min, int Max)? Arity(string name) => name switch
    {
        If or Unless or Each or With => (1, 1),
        Lookup => (2, 2),
        Log => (0, int.MaxValue),
        _ => null,
    };

    /// <summary>Whether a built-in is only ever a block.</summary>
    public static bool IsBlockOnly(string name) => name is If or Unless or Each or With;
}
