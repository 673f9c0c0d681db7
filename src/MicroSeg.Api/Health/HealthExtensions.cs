using MicroSeg.Api.Storage.Changes;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MicroSeg.Api.Health;

/// <summary>Whether the process lives, and whether it should get traffic.</summary>
internal static class HealthExtensions
{
    private const string Ready = "ready";

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<DerivedStateCheck>("derived-state", tags: [Ready]);
        return services;
    }

    /// <summary>Maps <c>/health/live</c> (the process only) and <c>/health/ready</c> (derived state is loaded; a store that is down later does not make it unready).</summary>
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = c => c.Tags.Contains(Ready), ResponseWriter = HealthReportWriter.WriteAsync }).AllowAnonymous();
        return app;
    }

    /// <summary>Everything derived from the store has been loaded once; what cannot follow the store now is named.</summary>
    private sealed class DerivedStateCheck(ChangeTails tails, IHostApplicationLifetime lifetime) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var data = tails.Tails.ToDictionary(t => t.Consumer.Name, t => (object)new { loaded = t.Loaded.IsCompletedSuccessfully, applied = t.Applied, failure = t.Failure?.GetType().Name }, StringComparer.Ordinal);
            var result = lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy("Stopping.", data: data)
                : !tails.AllLoaded ? HealthCheckResult.Unhealthy("Loading.", data: data)
                : tails.Tails.Any(t => t.Failure is not null) ? HealthCheckResult.Degraded("The store is out of reach; what was loaded is served.", data: data)
                : HealthCheckResult.Healthy("Current.", data);
            return Task.FromResult(result);
        }
    }
}
