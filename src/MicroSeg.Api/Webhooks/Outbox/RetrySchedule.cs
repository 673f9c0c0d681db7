using System.Globalization;
using System.Text;
using MicroSeg.Audience.Hashing;

namespace MicroSeg.Api.Webhooks.Outbox;

/// <summary>When a message is sent again.</summary>
internal static class RetrySchedule
{
    private const int Factor = 3;
    private const double Jitter = 0.2;

    /// <summary>
    /// The pause after a failed attempt: three times that of before, and up to a fifth longer, so that what failed together does not come back together.
    /// The chance is a hash of the message and the attempt.
    /// </summary>
    public static TimeSpan PauseAfter(int attempts, string messageId, WebhookOptions options)
    {
        var pause = options.FirstRetry.TotalSeconds * Math.Pow(Factor, Math.Max(0, attempts - 1));
        var chance = XxHash64.Hash(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{messageId}#{attempts}"))) / (double)ulong.MaxValue;
        return TimeSpan.FromSeconds(Math.Min(pause * (1 + (Jitter * chance)), options.RetryAtMost.TotalSeconds));
    }
}
