namespace MicroSeg.Api.Caching;

/// <summary>The Caching slice's doors.</summary>
internal static class CachingExtensions
{
    public static IServiceCollection AddCaching(this IServiceCollection services) => services;

}
