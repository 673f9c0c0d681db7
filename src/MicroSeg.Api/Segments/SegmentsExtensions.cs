using MicroSeg.Api.Audience;
using MicroSeg.Api.Customers;
using MicroSeg.Api.Rfm;
using MicroSeg.Api.Schema;
using MicroSeg.Api.Segments.Editing;
using MicroSeg.Api.Segments.Lists;
using MicroSeg.Api.Segments.Versions;
using MicroSeg.Api.Storage.Changes;

namespace MicroSeg.Api.Segments;

/// <summary>The Segments slice's doors.</summary>
internal static class SegmentsExtensions
{
    public static IServiceCollection AddSegments(this IServiceCollection services)
    {
        services.AddOptions<SegmentOptions>().BindConfiguration(SegmentOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SegmentCatalog>().AddSingleton<IChangeConsumer>(s => s.GetRequiredService<SegmentCatalog>());
        services.AddSingleton<SegmentService>().AddSingleton<SegmentEditor>().AddSingleton<SegmentStatusChange>().AddSingleton<SegmentUsers>().AddSingleton<RenameSegment>();
        services.AddSingleton<VersionQueries>().AddSingleton<RollbackSegment>().AddSingleton<ISegmentData, VersionsOfSegments>();

        // Before membership, which asks it about customers who have just arrived.
        services.AddSingleton<SegmentLists>().AddSingleton<IAudienceFollower>(s => s.GetRequiredService<SegmentLists>());
        services.AddSingleton<ListUploads>().AddSingleton<ListReader>().AddSingleton<ICustomerData, ErasedFromLists>();
        services.AddSingleton<SegmentPreview>().AddSingleton<RuleEvaluation>().AddSingleton<UnsavedRules>();
        services.AddSingleton<RuleSchemaDocument>();
        services.AddSingleton<ISegmentDependents, SegmentsUsingSegments>();
        services.AddSingleton<IRfmDependents, SegmentsUsingRfm>();
        services.AddSingleton<ISchemaDependents, SegmentsUsingSchema>();
        services.AddHealthChecks().AddCheck<SegmentsHealthCheck>("segments", tags: ["ready"]);
        return services;
    }

    public static IEndpointRouteBuilder MapSegments(this IEndpointRouteBuilder app)
    {
        SegmentsEndpoints.Map(app);
        VersionsEndpoints.Map(app);
        ListEndpoints.Map(app);
        return app;
    }
}
