using MicroSeg.Api.Storage.Changes;
using MicroSeg.Audience.Evaluation;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Audience;

/// <summary>The Audience slice's door.</summary>
internal static class AudienceExtensions
{
    public static IServiceCollection AddAudience(this IServiceCollection services)
    {
        services.AddOptions<AudienceOptions>().BindConfiguration(AudienceOptions.Section).ValidateDataAnnotations().ValidateOnStart()
            .Validate(o => TimeZoneInfo.TryFindSystemTimeZoneById(o.DefaultTimeZone, out _), "Audience:DefaultTimeZone is not a known time zone.");
        services.AddSingleton<LiveAudience>();
        services.AddSingleton<RowParser>();
        services.AddSingleton<SnapshotStore>();
        services.AddSingleton(s => new EvaluationOptions(
            TimeZoneInfo.FindSystemTimeZoneById(s.GetRequiredService<IOptions<AudienceOptions>>().Value.DefaultTimeZone), Facts: s.GetService<ISegmentFacts>()));
        services.AddSingleton<AudienceHost>().AddSingleton<IChangeConsumer>(s => s.GetRequiredService<AudienceHost>());
        services.AddHostedService<SnapshotSchedule>();
        return services;
    }
}
