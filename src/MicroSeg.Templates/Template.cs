using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using MicroSeg.Templates.Analysis;
using MicroSeg.Templates.Parsing;
using MicroSeg.Templates.Rendering;

namespace MicroSeg.Templates;

/// <summary>A parsed Handlebars template. Immutable, and safe to render from any number of threads at once.</summary>
public sealed class Template
{
    private Template(Syntax.Program root) => Root = root;

    internal Syntax.Program Root { get; }

    /// <summary>Parses a source.</summary>
    /// <param name="source">The template's source.</param>
    /// <param name="limits">How large it may be; <see cref="TemplateLimits.Default"/> if null.</param>
    /// <exception cref="TemplateSyntaxException">The source is not a template; the exception tells all mistakes that were found.</exception>
    /// <exception cref="TemplateLimitException">The source is past a limit.</exception>
    public static Template Parse(string source, TemplateLimits? limits = null)
    {
        var parser = new SourceParser(source, limits ?? TemplateLimits.Default);
        return parser.Parse() is { } root ? new Template(root) : throw new TemplateSyntaxException(parser.Errors);
    }

    /// <summary>Parses a source; mistakes and passed limits come back as errors.</summary>
    /// <param name="source">The template's source.</param>
    /// <param name="template">The template, if there are no errors.</param>
    /// <param name="errors">What is wrong with the source; empty if nothing is.</param>
    /// <param name="limits">How large it may be; <see cref="TemplateLimits.Default"/> if null.</param>
    /// <returns>Whether the source is a template.</returns>
    public static bool TryParse(
        string source,
        [NotNullWhen(true)] out Template? template,
        out IReadOnlyList<TemplateError> errors,
        TemplateLimits? limits = null)
    {
        template = null;
        try
        {
            template = Parse(source, limits);
            errors = [];
        }
        catch (TemplateSyntaxException exception)
        {
            errors = exception.Errors;
        }
        catch (TemplateLimitException exception)
        {
            errors = [new TemplateError(exception.Code, exception.Message, exception.Position)];
        }

        return template is not null;
    }

    /// <summary>Renders straight to UTF-8. After an exception, part of the output may have been written.</summary>
    /// <param name="data">The root context.</param>
    /// <param name="output">Takes the bytes.</param>
    /// <param name="options">Helpers, partials, limits and the rest; <see cref="RenderOptions.Default"/> if null.</param>
    /// <exception cref="TemplateLimitException">The render went past a limit or its deadline.</exception>
    /// <exception cref="TemplateRenderException">A helper or partial is missing or was called wrongly.</exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public void Render(TemplateValue data, IBufferWriter<byte> output, RenderOptions? options = null)
        => new Renderer(options ?? RenderOptions.Default, data, output).RenderRoot(this);

    /// <summary>Renders to a string; for tests and tools, since the product writes bytes.</summary>
    /// <param name="data">The root context.</param>
    /// <param name="options">As for the other overload, with the same exceptions.</param>
    public string Render(TemplateValue data, RenderOptions? options = null)
    {
        var output = new ArrayBufferWriter<byte>();
        Render(data, output, options);
        return System.Text.Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <summary>Follows every path through blocks and partials, without data.</summary>
    /// <param name="shape">What the data has.</param>
    /// <param name="helpers">The helpers that renders will have; none if null.</param>
    /// <param name="partials">The partials that renders will have; none if null.</param>
    /// <returns>What is wrong with the template for such data, and what it reads.</returns>
    public TemplateAnalysis Analyze(TemplateShape shape, TemplateHelpers? helpers = null, IReadOnlyDictionary<string, Template>? partials = null)
        => new Analyzer(helpers ?? TemplateHelpers.None, partials ?? RenderOptions.Default.Partials).Analyze(this, shape);
}
