using MicroSeg.Api.Audience;
using MicroSeg.Api.Membership.DryRuns;
using MicroSeg.Api.Membership.Explaining;
using MicroSeg.Api.Membership.Past;
using MicroSeg.Api.Segments;
using MicroSeg.Audience.Evaluation;

namespace MicroSeg.Api.Membership;

/// <summary>The Membership slice's doors.</summary>
internal static class MembershipExtensions
{
    public static IServiceCollection AddMembership(this IServiceCollection services)
    {
        services.AddOptions<MembershipOptions>().BindConfiguration(MembershipOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<MembershipLog>();
        services.AddSingleton<MembershipJournal>();
        services.AddSingleton<MembershipFacts>().AddSingleton<ISegmentFacts>(s => s.GetRequiredService<MembershipFacts>());
        services.AddSingleton<PastFacts>().AddSingleton<ISegmentPasts>(s => s.GetRequiredService<PastFacts>());
        // The engine asks for the past, which ends where the engine's own knowledge begins.
        services.AddSingleton(s => new Lazy<PastMemberships>(s.GetRequiredService<PastMemberships>)).AddSingleton(s => new Lazy<LiveEdges>(s.GetRequiredService<LiveEdges>));
        services.AddSingleton<MembershipEngine>().AddSingleton<IAudienceFollower>(s => s.GetRequiredService<MembershipEngine>());
        services.AddSingleton<ISegmentPopulations, SegmentPopulations>();
        services.AddSingleton<ISegmentData, MembershipOfSegments>();
        services.AddSingleton<BeforeAndAfter>().AddSingleton<DryRun>();
        services.AddSingleton<AudienceReader>();
        services.AddSingleton<MembershipQueries>();
        services.AddSingleton<ExplainQueries>();
        services.AddSingleton<ExplanationJson>();
        services.AddSingleton<MembersExport>();
        services.AddSingleton<LiveEdges>();
        services.AddSingleton<PastAnswers>();
        services.AddSingleton<PastMemberships>();
        services.AddSingleton<PastQueries>();
        services.AddHostedService<MembershipLogWriter>();
        services.AddSingleton<LogCompactor>().AddHostedService(s => s.GetRequiredService<LogCompactor>());
        services.AddHostedService<MembershipClock>();
        return services;
    }

    public static IEndpointRouteBuilder MapMembership(this IEndpointRouteBuilder app)
    {
        MembershipEndpoints.Map(app);
        ExplainEndpoints.Map(app);
        DryRunEndpoints.Map(app);
        return app;
    }
}
