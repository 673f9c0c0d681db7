namespace MicroSeg.Audience.Rules;

/// <summary>One thing that is wrong with a rule.</summary>
/// <param name="Code">What kind of thing, stable: one of <see cref="RuleCodes"/>.</param>
/// <param name="Path">Where, as a JSON path such as <c>$.all[1].within</c>.</param>
/// <param name="Message">What was found and what would do, for people.</param>
/// <param name="Suggestion">The nearest known key or name, or null when none is near.</param>
public sealed record RuleFinding(string Code, string Path, string Message, string? Suggestion = null)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {Message} ({Code})";
}
