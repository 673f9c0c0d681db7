using System.Collections.Immutable;

namespace MicroSeg.Templates.Syntax;

/// <param name="Position">Where the node starts in its source.</param>
internal abstract record Node(SourcePosition Position);

internal abstract record Expression(SourcePosition Position) : Node(Position);

/// <param name="Value">What the literal stands for.</param>
/// <param name="Text">JavaScript's text of it, by which it is looked up where a name is wanted.</param>
/// <param name="Position">Where it starts.</param>
internal sealed record LiteralExpression(TemplateValue Value, string Text, SourcePosition Position) : Expression(Position);

/// <param name="Original">The path as written, brackets left out.</param>
/// <param name="IsData">Whether it starts at the <c>@</c> variables.</param>
/// <param name="Depth">The number of <c>../</c>.</param>
/// <param name="Parts">The names stepped through.</param>
/// <param name="Parameter">The block parameter that the first name stands for, if it does.</param>
/// <param name="Position">Where it starts.</param>
internal sealed record PathExpression(
    string Original,
    bool IsData,
    int Depth,
    ImmutableArray<string> Parts,
    BlockParameterReference? Parameter,
    SourcePosition Position) : Expression(Position)
{
    /// <summary>Whether the path says by <c>.</c> or <c>this</c> that it is no helper and no block parameter.</summary>
    public bool IsScoped { get; } = SaysScope(Original);

    /// <summary>Whether the path is one name, and so may be a helper.</summary>
    public bool IsSimple => Parts.Length == 1 && Depth == 0 && !IsScoped;

    /// <summary>Whether the path stands for a context itself. An empty name does too, as in Handlebars.</summary>
    public bool IsContext => Parts.Length == 0 || Parts[0].Length == 0;

    /// <summary>Handlebars asks <c>/^\.|this\b/</c>, which a name that ends in "this" meets as well.</summary>
    internal static bool SaysScope(string original)
    {
        if (original.StartsWith('.'))
            return true;
        for (var at = original.IndexOf("this", StringComparison.Ordinal); at >= 0; at = original.IndexOf("this", at + 1, StringComparison.Ordinal))
        {
            if (at + 4 == original.Length || !Parsing.Characters.IsWord(original[at + 4]))
                return true;
        }

        return false;
    }
}

/// <param name="Level">How many blocks with parameters lie between.</param>
/// <param name="Index">Which of that block's parameters.</param>
internal readonly record struct BlockParameterReference(int Level, int Index);

internal sealed record HashPair(string Name, Expression Value, SourcePosition Position) : Node(Position);

/// <summary>What a tag or sub-expression calls or reads: a path with what follows it.</summary>
internal sealed record CallExpression(
    PathExpression Path,
    ImmutableArray<Expression> Arguments,
    ImmutableArray<HashPair> Hash,
    CallKind Kind,
    SourcePosition Position) : Expression(Position)
{
    /// <summary>The name by which a helper would be found.</summary>
    public string Name => Path.Parts.Length > 0 ? Path.Parts[0] : "";
}

internal enum CallKind : byte
{
    /// <summary>Certainly a path.</summary>
    Path,

    /// <summary>Certainly a helper.</summary>
    Helper,

    /// <summary>A helper if there is one of the name, otherwise a path.</summary>
    Ambiguous,
}
