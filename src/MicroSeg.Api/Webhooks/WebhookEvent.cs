namespace MicroSeg.Api.Webhooks;

/// <summary>What a webhook may be told of. Stored: never renumber.</summary>
internal enum WebhookEvent : byte
{
    /// <summary>Customers entered a segment.</summary>
    Entered = 1,

    /// <summary>Customers left a segment.</summary>
    Exited = 2,
}
