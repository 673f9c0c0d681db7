namespace MicroSeg.Api.Audience;

/// <summary>The Audience slice's doors.</summary>
internal static class AudienceExtensions
{
    public static IServiceCollection AddAudience(this IServiceCollection services) => services;

}
