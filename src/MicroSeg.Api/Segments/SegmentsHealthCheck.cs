using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MicroSeg.Api.Segments;

/// <summary>Names the segments whose stored rule cannot be compiled.</summary>
internal sealed class SegmentsHealthCheck(SegmentCatalog catalog) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var broken = catalog.Segments.Values.Where(s => !s.Problems.IsEmpty).ToDictionary(s => s.Key, s => (object)s.Problems.Select(p => $"{p.Path}: {p.Message}"), StringComparer.Ordinal);
        return Task.FromResult(broken.Count == 0 ? HealthCheckResult.Healthy("All rules compile.") : HealthCheckResult.Degraded("Some rules cannot be compiled.", data: broken));
    }
}
