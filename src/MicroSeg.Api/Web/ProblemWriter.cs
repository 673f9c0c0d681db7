using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MicroSeg.Api.Storage;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace MicroSeg.Api.Web;

/// <summary>Turns failures into problem details (RFC 9457), in one place.</summary>
internal sealed partial class ProblemWriter(IProblemDetailsService problems, ILogger<ProblemWriter> logger) : IExceptionHandler
{
    /// <summary>The <c>type</c> of a problem with a code.</summary>
    public static string TypeOf(string code) => "urn:microseg:problem:" + code;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var failure = Translate(exception);
        if (failure.Status >= StatusCodes.Status500InternalServerError)
            Log.Failed(logger, httpContext.Request.Method, httpContext.GetEndpoint()?.DisplayName, exception);
        httpContext.Response.StatusCode = failure.Status;
        if (failure.RetryAfter is { } pause)
            httpContext.Response.Headers.RetryAfter = Math.Ceiling(pause.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var context = new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = ToProblem(failure), Exception = exception };
        if (await problems.TryWriteAsync(context))
            return true;

        // Who asked for CSV or another format only is told what is wrong all the same.
        Customize(context);
        await httpContext.Response.WriteAsJsonAsync(context.ProblemDetails, (JsonSerializerOptions?)null, "application/problem+json", cancellationToken);
        return true;
    }

    /// <summary>Completes every problem document, also those that the framework writes.</summary>
    public static void Customize(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        problem.Extensions["traceId"] = Activity.Current?.TraceId.ToString() ?? context.HttpContext.TraceIdentifier;
        if (problem.Extensions.ContainsKey("code"))
            return;
        var code = context.HttpContext.Response.StatusCode switch
        {
            StatusCodes.Status401Unauthorized => "request.unauthenticated",
            StatusCodes.Status403Forbidden => "request.forbidden",
            StatusCodes.Status404NotFound => "request.not_found",
            StatusCodes.Status405MethodNotAllowed => "request.method_not_allowed",
            StatusCodes.Status413PayloadTooLarge => "request.too_large",
            StatusCodes.Status415UnsupportedMediaType => "request.unsupported_media_type",
            >= StatusCodes.Status500InternalServerError => "server.error",
            _ => "request.invalid",
        };
        problem.Extensions["code"] = code;
        problem.Type = TypeOf(code);
    }

    private static ApiException Translate(Exception exception) => exception switch
    {
        ApiException expected => expected,
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } tooLarge => new(tooLarge.StatusCode, "request.too_large", tooLarge.Message),
        BadHttpRequestException { InnerException: JsonException json } => MalformedJson(json),
        BadHttpRequestException bad => new(bad.StatusCode, "request.invalid", bad.Message),
        JsonException json => MalformedJson(json),
        _ when StoreFaults.IsUnavailable(exception) => StoreFaults.Unavailable(),
        _ => new(StatusCodes.Status500InternalServerError, "server.error", "Something went wrong here; the trace id finds it in the logs."),
    };

    private static ApiException MalformedJson(JsonException json) => ApiException.Invalid("request.malformed_json", "The body is not the JSON that is expected here.", new Finding(
        json.Path ?? "$", "request.malformed_json", WithoutPlace(json.Message), (int?)json.LineNumber + 1, (int?)json.BytePositionInLine + 1));

    // The reader ends its messages with "Path: … | LineNumber: … | BytePositionInLine: …", which the finding tells in its own members.
    private static string WithoutPlace(string message) => message.IndexOf(" Path: ", StringComparison.Ordinal) is var at and > 0 ? message[..at] : message;

    private static ProblemDetails ToProblem(ApiException failure)
    {
        var problem = new ProblemDetails { Status = failure.Status, Type = TypeOf(failure.Code), Title = TitleOf(failure.Status), Detail = failure.Message };
        problem.Extensions["code"] = failure.Code;
        if (failure.Findings.Count > 0)
            problem.Extensions["errors"] = failure.Findings;
        foreach (var (name, value) in failure.Extensions)
            problem.Extensions[name] = value;
        return problem;
    }

    private static string TitleOf(int status) => Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status);

    private static partial class Log
    {
        [LoggerMessage(1101, LogLevel.Error, "{Method} {Endpoint} failed")]
        public static partial void Failed(ILogger logger, string method, string? endpoint, Exception exception);
    }
}
