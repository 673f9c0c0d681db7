using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.OpenApi;

namespace MicroSeg.Api.Web;

/// <summary>What every slice's HTTP shares: JSON, errors, the OpenAPI document.</summary>
internal static class WebExtensions
{
    /// <summary>The largest body of a request that defines something; intake streams have no limit.</summary>
    public const long MaxDefinitionBytes = 4 * 1024 * 1024;

    private const string DefaultUrl = "http://localhost:5080";

    /// <summary>Adds JSON settings, problem details and OpenAPI.</summary>
    public static WebApplicationBuilder AddWeb(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]) && string.IsNullOrEmpty(builder.Configuration["HTTP_PORTS"]))
            builder.WebHost.UseUrls(DefaultUrl);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxDefinitionBytes;
        });
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.Configure<JsonOptions>(o => Configure(o.SerializerOptions));

        // Otherwise a body that cannot be read is answered without a word of what is wrong with it, outside Development.
        builder.Services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        builder.Services.AddProblemDetails(o => o.CustomizeProblemDetails = ProblemWriter.Customize);
        builder.Services.AddExceptionHandler<ProblemWriter>();
        builder.Services.AddRequestDecompression();
        builder.Services.AddEndpointsApiExplorer();
        builder.Services.AddSwaggerGen(o =>
        {
            o.SwaggerDoc("v1", new OpenApiInfo { Title = "MicroSeg.Api", Version = "v1", Description = "Micro-segments and per-customer email content." });
            o.AddSecurityDefinition("key", new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key; X-Api-Key takes it as well." });
            o.AddSecurityRequirement(document => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("key", document)] = [] });
            o.SupportNonNullableReferenceTypes();
        });
        return builder;
    }

    /// <summary>Uses errors, decompression of requests and the OpenAPI pages.</summary>
    public static WebApplication UseWeb(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseMiddleware<DefinitionSizeLimit>();
        app.UseSwagger(o => o.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1);
        app.UseSwaggerUI(o => o.DocumentTitle = "MicroSeg.Api");
        app.UseRequestDecompression();
        return app;
    }

    /// <summary>The JSON of requests and replies: camel case, strict numbers, no nulls, readable text.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.AllowDuplicateProperties = false;
        options.Converters.Add(new InstantConverter());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
    }
}
