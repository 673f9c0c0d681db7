using MicroSeg.Api.Storage.Changes;

namespace MicroSeg.Api.Schema;

/// <summary>The Schema slice's doors.</summary>
internal static class SchemaExtensions
{
    public static IServiceCollection AddSchema(this IServiceCollection services) => services
        .AddSingleton<SchemaCatalog>()
        .AddSingleton<IChangeConsumer>(s => s.GetRequiredService<SchemaCatalog>())
        .AddSingleton<SchemaService>();

    public static IEndpointRouteBuilder MapSchema(this IEndpointRouteBuilder app)
    {
        SchemaEndpoints.Map(app);
        return app;
    }
}
