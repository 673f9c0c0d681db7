namespace MicroSeg.Templates.Parsing;

/// <summary>Removes the white space that <c>~</c> asks for, and the lines that hold nothing but a block, partial or comment tag.</summary>
/// <remarks>Step for step what Handlebars' <c>whitespace-control.js</c> does, since the order of the steps shows in the output.</remarks>
internal static class WhitespaceControl
{
    public static void Apply(ProgramDraft program, bool isRoot = true)
    {
        var body = program.Body;
        for (var i = 0; i < body.Count; i++)
        {
            if (Visit(body[i]) is { } tag)
                Apply(body, i, isRoot, tag);
        }
    }

    private static void Apply(List<Draft> body, int i, bool isRoot, Tag tag)
    {
        var whiteBefore = EndsLine(body, i, isRoot);
        var whiteAfter = StartsLine(body, i, isRoot);
        if (tag.StripAfter)
            TrimAfter(body, i, all: true);
        if (tag.StripBefore)
            TrimBefore(body, i, all: true);

        if (tag.InlineStandalone && whiteBefore && whiteAfter)
        {
            TrimAfter(body, i, all: false);
            if (TrimBefore(body, i, all: false) && body[i] is PartialDraft partial)
                partial.Indent = TrailingBlanks(((ContentDraft)body[i - 1]).Original);
        }

        if (body[i] is not BlockDraft block)
            return;
        if (tag.OpenStandalone && whiteBefore)
        {
            TrimAfter((block.Body ?? block.Inverse)!.Body, -1, all: false);
            TrimBefore(body, i, all: false);
        }

        if (tag.CloseStandalone && whiteAfter)
        {
            TrimAfter(body, i, all: false);
            var last = (block.Inverse ?? block.Body)!.Body;
            TrimBefore(last, last.Count, all: false);
        }
    }

    private static Tag? Visit(Draft draft) => draft switch
    {
        BlockDraft block => VisitBlock(block),
        OutputDraft output => new Tag(output.Strip.Before, output.Strip.After),
        PartialDraft partial => new Tag(partial.Strip.Before, partial.Strip.After, InlineStandalone: true),
        CommentDraft comment => new Tag(comment.Strip.Before, comment.Strip.After, InlineStandalone: true),
        _ => null,
    };

    private static Tag VisitBlock(BlockDraft block)
    {
        if (block.Body is not null)
            Apply(block.Body, isRoot: false);
        if (block.Inverse is not null)
            Apply(block.Inverse, isRoot: false);

        var first = (block.Body ?? block.Inverse)!;
        var inverse = block.Body is null ? null : block.Inverse;
        var firstInverse = inverse is { IsChained: true } ? FirstLink(inverse) : inverse;
        var lastOfFirst = (firstInverse ?? first).Body;
        var tag = new Tag(
            block.Open.Before,
            block.Close.After,
            OpenStandalone: StartsLine(first.Body, -1, isRoot: false),
            CloseStandalone: EndsLine(lastOfFirst, lastOfFirst.Count, isRoot: false));

        if (block.Open.After)
            TrimAfter(first.Body, -1, all: true);
        if (inverse is not null)
            StripMiddle(block, first.Body, firstInverse!.Body, LastLink(inverse).Body);
        else if (block.Close.Before)
            TrimBefore(first.Body, first.Body.Count, all: true);
        return tag;
    }

    private static void StripMiddle(BlockDraft block, List<Draft> body, List<Draft> inverse, List<Draft> last)
    {
        if (block.Middle.Before)
            TrimBefore(body, body.Count, all: true);
        if (block.Middle.After)
            TrimAfter(inverse, -1, all: true);
        if (block.Close.Before)
            TrimBefore(last, last.Count, all: true);
        if (!EndsLine(body, body.Count, isRoot: false) || !StartsLine(inverse, -1, isRoot: false))
            return;
        TrimBefore(body, body.Count, all: false);
        TrimAfter(inverse, -1, all: false);
    }

    private static ProgramDraft FirstLink(ProgramDraft chain) => ((BlockDraft)chain.Body[0]).Body!;

    private static ProgramDraft LastLink(ProgramDraft inverse)
    {
        while (inverse.IsChained)
            inverse = ((BlockDraft)inverse.Body[^1]).Body!;
        return inverse;
    }

    /// <summary>Whether what stands before the tag ends in a line of white space.</summary>
    private static bool EndsLine(List<Draft> body, int i, bool isRoot)
    {
        if (i == 0)
            return isRoot;
        if (body[i - 1] is not ContentDraft { Original: var text })
            return false;
        var trailing = text.AsSpan(TrimmedLength(text));
        return trailing.Contains('\n') || (i == 1 && isRoot && trailing.Length == text.Length);
    }

    /// <summary>Whether what stands behind the tag starts with the rest of a line of white space.</summary>
    private static bool StartsLine(List<Draft> body, int i, bool isRoot)
    {
        if (i + 1 >= body.Count)
            return isRoot;
        if (body[i + 1] is not ContentDraft { Original: var text })
            return false;
        var leading = text.AsSpan(0, LeadingLength(text));
        return leading.Contains('\n') || (i + 2 >= body.Count && isRoot && leading.Length == text.Length);
    }

    private static void TrimAfter(List<Draft> body, int i, bool all)
    {
        if (i + 1 >= body.Count || body[i + 1] is not ContentDraft content || (!all && content.RightStripped))
            return;
        var value = content.Value;
        content.Value = value[(all ? LeadingLength(value) : LineEnd(value))..];
        content.RightStripped = content.Value.Length != value.Length;
    }

    private static bool TrimBefore(List<Draft> body, int i, bool all)
    {
        if (i == 0 || body[i - 1] is not ContentDraft content || (!all && content.LeftStripped))
            return false;
        var value = content.Value;
        content.Value = all ? value[..TrimmedLength(value)] : value.TrimEnd(' ', '\t');
        return content.LeftStripped = content.Value.Length != value.Length;
    }

    private static string TrailingBlanks(string text) => text[text.TrimEnd(' ', '\t').Length..];

    private static int LineEnd(string text)
    {
        var end = text.Length - text.AsSpan().TrimStart(" \t").Length;
        if (end < text.Length && text[end] == '\r')
            end++;
        return end < text.Length && text[end] == '\n' ? end + 1 : end;
    }

    private static int LeadingLength(string text)
    {
        var length = 0;
        while (length < text.Length && Characters.IsSpace(text[length]))
            length++;
        return length;
    }

    private static int TrimmedLength(string text)
    {
        var length = text.Length;
        while (length > 0 && Characters.IsSpace(text[length - 1]))
            length--;
        return length;
    }

    private readonly record struct Tag(
        bool StripBefore,
        bool StripAfter,
        bool InlineStandalone = false,
        bool OpenStandalone = false,
        bool CloseStandalone = false);
}
