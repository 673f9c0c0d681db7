using MicroSeg.Api.Audience;
using MicroSeg.Api.Membership.Past;
using MicroSeg.Api.Segments;

namespace MicroSeg.Api.Membership;

/// <summary>The Membership slice's doors.</summary>
internal static class MembershipExtensions
{
    public static IServiceCollection AddMembership(this IServiceCollection services)
    {
        services.AddOptions<MembershipOptions>().BindConfiguration(MembershipOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<MembershipLog>();
        services.AddSingleton<MembershipJournal>();
        services.AddSingleton<MembershipEngine>().AddSingleton<IAudienceFollower>(s => s.GetRequiredService<MembershipEngine>());
        services.AddSingleton<ISegmentPopulations, SegmentPopulations>();
        services.AddSingleton<AudienceReader>();
        services.AddSingleton<MembershipQueries>();
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
        return app;
    }
}
