using System.Collections.Frozen;

namespace MicroSeg.Templates;

/// <summary>How output tags are escaped.</summary>
public enum TemplateEscape
{
    /// <summary>As Handlebars does for HTML: <c>&amp; &lt; &gt; " ' ` =</c>.</summary>
    Html,

    /// <summary>Not at all, for plain text.</summary>
    None,
}

/// <summary>What a render needs beside the template and its data. Immutable; may be shared by renders.</summary>
public sealed record RenderOptions
{
    /// <summary>The defaults: no helpers or partials of the host's, default limits, HTML.</summary>
    public static RenderOptions Default { get; } = new();

    /// <summary>The host's helpers. Default none.</summary>
    public TemplateHelpers Helpers { get; init; } = TemplateHelpers.None;

    /// <summary>The partials by name. Default none.</summary>
    public IReadOnlyDictionary<string, Template> Partials { get; init; } = FrozenDictionary<string, Template>.Empty;

    /// <summary>What the render may use. Default <see cref="TemplateLimits.Default"/>.</summary>
    public TemplateLimits Limits { get; init; } = TemplateLimits.Default;

    /// <summary>How output is escaped. Default HTML.</summary>
    public TemplateEscape Escape { get; init; } = TemplateEscape.Html;

    /// <summary>Takes the places of holes, in the order of the output; a hole cannot be written when null, which is the default.</summary>
    public ICollection<TemplateHole>? Holes { get; init; }

    /// <summary>When the render must have ended, by <see cref="TimeProvider"/>'s clock. Default: no deadline.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>The clock that <see cref="Deadline"/> is read on. Default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Handed to helpers as it is, for what the host knows and the engine does not, such as a locale. Default null.</summary>
    public object? State { get; init; }

    /// <summary>Stops the render with an <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken CancellationToken { get; init; }
}
