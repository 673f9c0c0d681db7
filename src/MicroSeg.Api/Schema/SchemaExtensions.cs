namespace MicroSeg.Api.Schema;

/// <summary>The Schema slice's doors.</summary>
internal static class SchemaExtensions
{
    public static IServiceCollection AddSchema(this IServiceCollection services) => services.AddSingleton<SchemaCatalog>();

    public static IEndpointRouteBuilder MapSchema(this IEndpointRouteBuilder app) => app;
}
