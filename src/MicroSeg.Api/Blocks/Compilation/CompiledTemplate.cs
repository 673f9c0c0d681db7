using System.Text.RegularExpressions;
using MicroSeg.Templates;

namespace MicroSeg.Api.Blocks.Compilation;

/// <summary>A parsed template and what it reads.</summary>
internal sealed partial class CompiledTemplate(Template template, string source, IReadOnlyList<TemplateRead> reads)
{
    public Template Template => template;

    /// <summary>What it reads, and to what end.</summary>
    public IReadOnlyList<TemplateRead> Reads => reads;

    // The analysis tells fields, not helpers. A word that only looks like a helper costs a few classes, never a wrong answer.
    public bool MayUseZone { get; } = UsesZone().IsMatch(source);

    public bool MayUseLocale { get; } = UsesLocale().IsMatch(source);

    [GeneratedRegex(@"\bdate\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UsesZone();

    [GeneratedRegex(@"\b(money|number|date|plural|upper|lower)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UsesLocale();
}
