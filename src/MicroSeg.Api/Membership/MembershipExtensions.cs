namespace MicroSeg.Api.Membership;

/// <summary>The Membership slice's doors.</summary>
internal static class MembershipExtensions
{
    public static IServiceCollection AddMembership(this IServiceCollection services) => services.AddSingleton<AudienceReader>();

    public static IEndpointRouteBuilder MapMembership(this IEndpointRouteBuilder app) => app;
}
