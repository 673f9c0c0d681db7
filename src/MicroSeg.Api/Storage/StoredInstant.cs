namespace MicroSeg.Api.Storage;

/// <summary>Instants as the store keeps them: microseconds since 1970-01-01T00:00:00Z.</summary>
internal static class StoredInstant
{
    public static long ToMicroseconds(DateTimeOffset instant) => (instant.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset FromMicroseconds(long stored) => DateTimeOffset.UnixEpoch.AddTicks(stored * TimeSpan.TicksPerMicrosecond);
}
