using MicroSeg.Api.Membership;
using MicroSeg.Api.Segments;
using MicroSeg.Api.Webhooks.Outbox;
using MicroSeg.Api.Webhooks.Sending;

namespace MicroSeg.Api.Webhooks;

/// <summary>The Webhooks slice's doors.</summary>
internal static class WebhooksExtensions
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddOptions<WebhookOptions>().BindConfiguration(WebhookOptions.Section).ValidateDataAnnotations().ValidateOnStart()
            .Validate(o => o.Lease >= o.RequestTimeout * 2, "Webhooks:Lease must be at least twice Webhooks:RequestTimeout.");
        services.AddSingleton<WebhookSender>().AddSingleton<WebhookService>().AddSingleton<DeliveryQueries>();
        services.AddSingleton<ITransitionSink, WebhookSink>();
        services.AddSingleton<ISegmentDependents, WebhooksUsingSegments>();
        services.AddSingleton<MessageMaker>().AddSingleton<WebhookPump>().AddSingleton<OutboxCleaner>();
        services.AddHostedService<DeliveryWorker>();
        return services;
    }

    public static IEndpointRouteBuilder MapWebhooks(this IEndpointRouteBuilder app)
    {
        WebhooksEndpoints.Map(app);
        return app;
    }
}
