using System.IO.Pipelines;

namespace MicroSeg.Api.Audiences.Export;

/// <summary>A way to write an export.</summary>
internal interface IExportFormat
{
    /// <summary>The media type that asks for it.</summary>
    string MediaType { get; }

    /// <summary>The content type that it answers with.</summary>
    string ContentType { get; }

    /// <summary>Adds headers that only this format has.</summary>
    Task DescribeAsync(IHeaderDictionary headers, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Writes the part's customers.</summary>
    Task WriteAsync(AudienceExport export, PipeWriter output, CancellationToken cancellationToken);
}
