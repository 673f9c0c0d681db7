namespace MicroSeg.Templates;

/// <summary>What is wrong with a template for data of a shape, and what it reads of it.</summary>
/// <param name="Findings">What would fail or come out empty; empty if nothing would.</param>
/// <param name="Reads">Every read of the data, in the order of rendering, the same read at the same place once.</param>
public sealed record TemplateAnalysis(IReadOnlyList<TemplateFinding> Findings, IReadOnlyList<TemplateRead> Reads);

/// <summary>Something in a template that the data, helpers or partials have no answer to.</summary>
/// <param name="Code">A stable code, one of <see cref="TemplateErrorCodes"/>.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The column in UTF-16 code units, counted from 1.</param>
/// <param name="Name">The name that is unknown or wrongly used.</param>
/// <param name="Suggestion">The known name nearest to it, if one is near.</param>
/// <param name="Partial">The partial in whose source the place is; null for the template itself.</param>
public sealed record TemplateFinding(string Code, string Message, int Line, int Column, string Name, string? Suggestion, string? Partial);

/// <summary>One read of the data.</summary>
/// <param name="Path">From the root, names joined by dots, <c>[]</c> for any element of a list: <c>offers[].price</c>. Empty for the root itself.</param>
/// <param name="Usage">What becomes of the value.</param>
/// <param name="IsEscaped">Whether the value is written escaped; false unless it is <see cref="TemplateReadUsage.Output"/>.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The column in UTF-16 code units, counted from 1.</param>
/// <param name="Partial">The partial in whose source the place is; null for the template itself.</param>
public sealed record TemplateRead(string Path, TemplateReadUsage Usage, bool IsEscaped, int Line, int Column, string? Partial)
{
    /// <summary>Whether it is rendered as part of a partial, inline ones included, whose output may be indented.</summary>
    public bool IsInPartial { get; init; }
}

/// <summary>What a template does with a value that it reads.</summary>
public enum TemplateReadUsage
{
    /// <summary>Writes it and nothing else, as <c>{{path}}</c> or <c>{{{path}}}</c>: it could be filled in afterwards.</summary>
    Output,

    /// <summary>Decides by it.</summary>
    Condition,

    /// <summary>Hands it to a helper.</summary>
    Argument,

    /// <summary>Goes over its elements or members.</summary>
    Iteration,

    /// <summary>Makes it the context of a block or partial; what is read inside is told separately.</summary>
    Context,
}
