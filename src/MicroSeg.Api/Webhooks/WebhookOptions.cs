using System.ComponentModel.DataAnnotations;

namespace MicroSeg.Api.Webhooks;

/// <summary>How webhooks are sent: section <c>Webhooks</c>.</summary>
internal sealed record WebhookOptions
{
    public const string Section = "Webhooks";

    /// <summary>Lets webhooks go to this machine, by plain http too: for development and tests. False unless set.</summary>
    public bool AllowLoopback { get; init; }

    /// <summary>Webhooks that there may be, 1 to 10,000; 100 unless set.</summary>
    [Range(1, 10_000)]
    public int MaxWebhooks { get; init; } = 100;

    /// <summary>Messages to one receiver at a time, 1 to 32; 1 unless set, which keeps their order as long as all is well.</summary>
    [Range(1, 32)]
    public int Concurrency { get; init; } = 1;

    /// <summary>How long a receiver may take to answer, a second to a minute; 15 seconds unless set.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a node that stops waits for answers to what it has sent, at most 20 seconds; 5 seconds unless set. What is not answered by then is sent again later.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:20")]
    public TimeSpan StopWithin { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often to look for messages that are due; one second unless set.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan PollEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a node keeps the right to send without renewing it: at least twice <see cref="RequestTimeout"/>; a minute unless set.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "01:00:00")]
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The pause before the second attempt; each further one is three times as long, and up to a fifth longer by chance. 5 seconds unless set.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest pause between two attempts, one that the receiver asks for included; 12 hours unless set.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan RetryAtMost { get; init; } = TimeSpan.FromHours(12);

    /// <summary>How long after its first attempt a message is given up; 3 days unless set.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromDays(3);

    /// <summary>How long a receiver may fail at everything before its webhook is disabled; 5 days unless set.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "90.00:00:00")]
    public TimeSpan DisableAfter { get; init; } = TimeSpan.FromDays(5);

    /// <summary>How long the secret before still signs after a rotation; a day unless set.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan SecretOverlap { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How long messages that are done are kept for looking at and sending again; 7 days unless set.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromDays(7);
}
