using Microsoft.AspNetCore.Mvc;

namespace MicroSeg.Api.Intake;

/// <summary>What the intake endpoints of all slices share.</summary>
internal static class IntakeExtensions
{
    /// <summary>What the reply and the formats are, for the OpenAPI document.</summary>
    public const string Formats = "The body is one JSON object, a JSON array of them, or one object a line (NDJSON), of any length, gzip or not. "
        + "The reply counts what was accepted, which is on the disk then, and spells out what was rejected; one bad record never loses a good one. "
        + "A body that is broken in the middle is answered with 400 and says what stands.";

    public static IServiceCollection AddIntake(this IServiceCollection services)
    {
        services.AddOptions<IntakeOptions>().BindConfiguration(IntakeOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<IntakeRunner>();
    }

    /// <summary>Takes bodies of any length.</summary>
    public static RouteHandlerBuilder TakesStreams<TRecord>(this RouteHandlerBuilder endpoint, params string[] contentTypes)
        where TRecord : notnull => endpoint
        .WithMetadata(new DisableRequestSizeLimitAttribute())
        .Accepts<TRecord>("application/json", ["application/x-ndjson", .. contentTypes, "*/*"])
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
}
