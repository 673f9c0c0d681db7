using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MicroSeg.Api.Webhooks.Sending;

/// <summary>Secrets and signatures of Standard Webhooks (https://www.standardwebhooks.com): symmetric, version 1.</summary>
internal static class WebhookSecret
{
    private const string Prefix = "whsec_";
    private const int Bytes = 32;

    /// <summary>A new secret: 32 random bytes.</summary>
    public static string New() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>The <c>webhook-signature</c> header: a signature by each secret.</summary>
    public static string Sign(IEnumerable<string> secrets, string messageId, DateTimeOffset at, ReadOnlySpan<byte> payload)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{messageId}.{at.ToUnixTimeSeconds()}.")), .. payload];
        return string.Join(' ', secrets.Select(s => "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(s[Prefix.Length..]), signed))));
    }

    /// <summary>
    /// The id of a message: the same whenever it is made of the same part of the same entry for the same webhook, and never that of another.
    /// </summary>
    public static string MessageId(Webhook webhook, OutboxTransition row, int part)
    {
        var name = string.Create(
            CultureInfo.InvariantCulture, $"{webhook.Key}|{webhook.CreatedAt.UtcTicks}|{row.EntryId}|{row.Event}|{row.Segment}|{row.At.UtcTicks}|{part}");
        return "msg_" + Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 18));
    }
}
