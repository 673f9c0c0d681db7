using System.Text.Json;
using MicroSeg.Api.Blocks.Helpers;
using MicroSeg.Api.Blocks.Reading;
using MicroSeg.Api.Web;
using MicroSeg.Templates;

namespace MicroSeg.Api.Blocks.Compilation;

/// <summary>Parses a variant's templates and checks every name in them against what there is.</summary>
internal sealed class TemplateCompiler(TemplateShape shape, Findings findings)
{
    /// <summary>How large templates and what they write may be.</summary>
    public static readonly TemplateLimits Limits = TemplateLimits.Default;

    public CompiledTemplate? Compile(string? source, string path)
    {
        if (source is null)
            return null;
        if (!Template.TryParse(source, out var template, out var errors, Limits))
        {
            foreach (var error in errors)
                findings.Add(new Finding(path, error.Code, error.Message, error.Line, error.Column));
            return null;
        }

        var analysis = template.Analyze(shape, MailHelpers.All);
        foreach (var finding in analysis.Findings)
            findings.Add(new Finding(path, finding.Code, Complete(finding), finding.Line, finding.Column));
        return new CompiledTemplate(template, source, analysis.Reads);
    }

    public JsonTemplate? Compile(JsonElement? json, string path) => json?.ValueKind switch
    {
        null => null,
        JsonValueKind.String => Compile(json.Value.GetString(), path) is { } template ? new JsonTemplate.Text(template) : new JsonTemplate.Constant(json.Value),
        JsonValueKind.Array => new JsonTemplate.List([.. json.Value.EnumerateArray().Select((item, i) => Compile(item, $"{path}[{i}]")!)]),
        JsonValueKind.Object => new JsonTemplate.Members([.. json.Value.EnumerateObject().Select(m => (m.Name, Compile(m.Value, $"{path}.{m.Name}")!))]),
        _ => new JsonTemplate.Constant(json.Value),
    };

    private static string Complete(TemplateFinding finding) =>
        finding.Suggestion is { } suggestion && !finding.Message.Contains(suggestion, StringComparison.Ordinal) ? $"{finding.Message}; did you mean \"{suggestion}\"?" : finding.Message;
}
