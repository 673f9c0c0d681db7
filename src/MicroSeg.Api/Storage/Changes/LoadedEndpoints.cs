using MicroSeg.Api.Web;

namespace MicroSeg.Api.Storage.Changes;

/// <summary>Endpoints that answer from derived state, which are worth nothing before it has been loaded.</summary>
internal static class LoadedEndpoints
{
    /// <summary>Answers 503 with <c>Retry-After</c> until all derived state has been loaded, rather than with what is not there yet.</summary>
    public static RouteGroupBuilder RequireLoaded(this RouteGroupBuilder group)
    {
        group.AddEndpointFilter((context, next) => context.HttpContext.RequestServices.GetRequiredService<ChangeTails>().AllLoaded
            ? next(context)
            : throw new ApiException(StatusCodes.Status503ServiceUnavailable, "service.loading", "The node is still loading.") { RetryAfter = TimeSpan.FromSeconds(1) });
        return group;
    }
}
