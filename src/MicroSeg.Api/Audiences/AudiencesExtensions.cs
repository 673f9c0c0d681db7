using MicroSeg.Api.Audiences.Export;

namespace MicroSeg.Api.Audiences;

/// <summary>The Audiences slice's doors.</summary>
internal static class AudiencesExtensions
{
    public static IServiceCollection AddAudiences(this IServiceCollection services)
    {
        services.AddOptions<AudienceSetOptions>().BindConfiguration(AudienceSetOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<AudienceService>();
        services.AddSingleton<ExportService>().AddSingleton<ExportRows>().AddSingleton<ExportFormats>();
        services.AddSingleton<IExportFormat, NdjsonFormat>().AddSingleton<IExportFormat, CsvFormat>().AddSingleton<IExportFormat, RoaringExportFormat>();
        return services;
    }

    public static IEndpointRouteBuilder MapAudiences(this IEndpointRouteBuilder app)
    {
        AudiencesEndpoints.Map(app);
        return app;
    }
}
