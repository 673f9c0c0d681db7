namespace MicroSeg.Api.Web;

/// <summary>One thing that is wrong with what was sent.</summary>
/// <param name="Path">Where: a JSON path (<c>$.rule.all[1].within</c>) or the name of a parameter.</param>
/// <param name="Code">A stable code, such as <c>rule.unknown_key</c>.</param>
/// <param name="Message">What was found and what would do.</param>
/// <param name="Line">The line, where there is text; from 1.</param>
/// <param name="Column">The column, where there is text; from 1.</param>
internal sealed record Finding(string Path, string Code, string Message, int? Line = null, int? Column = null);
