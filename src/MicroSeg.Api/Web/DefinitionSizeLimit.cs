using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace MicroSeg.Api.Web;

/// <summary>
/// Refuses bodies that are too large by their <c>Content-Length</c>, unless the endpoint has a limit of its own. The server alone would cut the
/// connection while the client still sends, and many clients then never read why.
/// </summary>
internal sealed class DefinitionSizeLimit(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.ContentLength is not { } length || length <= WebExtensions.MaxDefinitionBytes
            || context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>() is not null)
            return next(context);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;
        throw new ApiException(StatusCodes.Status413PayloadTooLarge, "request.too_large", $"The body has {length} bytes, and may have at most {WebExtensions.MaxDefinitionBytes} here.");
    }
}
