using MicroSeg.Api.Audience;
using Microsoft.Extensions.DependencyInjection;

namespace MicroSeg.Api.Tests.Audience;

internal static class SnapshotServices
{
    /// <summary>Has a running host save its index now.</summary>
    public static Task SnapshotAsync(this IServiceProvider services) => services.GetRequiredService<AudienceHost>().SnapshotAsync();

    /// <summary>The number of the snapshot that a running host started from; 0 when it read the store.</summary>
    public static long LoadedFrom(this IServiceProvider services) => services.GetRequiredService<AudienceHost>().LoadedFrom;
}
