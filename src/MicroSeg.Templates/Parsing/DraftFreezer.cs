using System.Collections.Immutable;
using System.Text;
using MicroSeg.Templates.Syntax;

namespace MicroSeg.Templates.Parsing;

/// <summary>Makes drafts into the syntax tree: text encoded and joined, comments dropped, inline partials taken out of the run of statements.</summary>
internal static class DraftFreezer
{
    public static Syntax.Program Freeze(ProgramDraft draft)
    {
        var statements = ImmutableArray.CreateBuilder<Statement>();
        var inlines = ImmutableArray.CreateBuilder<InlinePartial>();
        var text = new StringBuilder();
        var textPosition = draft.Position;
        foreach (var item in draft.Body)
        {
            if (item is ContentDraft content)
            {
                if (text.Length == 0)
                    textPosition = content.Position;
                text.Append(content.Value);
                continue;
            }

            if (item is BlockDraft { InlineName: { } name } inline)
            {
                inlines.Add(new InlinePartial(name, Freeze(inline.Body!), inline.Position));
                continue;
            }

            if (Freeze(item) is not { } statement)
                continue;
            FlushText();
            statements.Add(statement);
        }

        FlushText();
        return new Syntax.Program(statements.DrainToImmutable(), draft.Parameters, inlines.DrainToImmutable(), draft.Position);

        void FlushText()
        {
            if (text.Length == 0)
                return;
            statements.Add(new TextStatement(Encoding.UTF8.GetBytes(text.ToString()), textPosition));
            text.Clear();
        }
    }

    private static Statement? Freeze(Draft draft) => draft switch
    {
        OutputDraft output => new OutputStatement(output.Call, output.IsEscaped, output.Position),
        PartialDraft partial => Partial(partial.Target, null, partial.Indent, partial.Position),
        BlockDraft { Partial: { } target } block => Partial(target, Freeze(block.Body!), "", block.Position),
        BlockDraft block => new BlockStatement(
            block.Call!,
            block.Body is null ? null : Freeze(block.Body),
            block.Inverse is null ? null : Freeze(block.Inverse),
            block.Position),
        _ => null,
    };

    private static PartialStatement Partial(PartialTarget target, Syntax.Program? block, string indent, SourcePosition position)
        => new(target.Name, target.DynamicName, target.Context, target.Hash, block, Encoding.UTF8.GetBytes(indent), position);
}
