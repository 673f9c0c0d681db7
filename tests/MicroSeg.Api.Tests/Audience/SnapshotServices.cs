using MicroSeg.Api.Audience;
using Microsoft.Extensions.DependencyInjection;

namespace MicroSeg.Api.Tests.Audience;

internal static class SnapshotServices
{
    /// <summary>Has a running host save its index now.</summary>
    public static Task SnapshotAsync(this IServiceProvider services) => services.GetRequiredService<AudienceHost>().SnapshotAsync();
}
