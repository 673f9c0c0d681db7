namespace MicroSeg.Audience.Index;

/// <summary>What an index holds in memory.</summary>
/// <param name="Customers">Customers that exist.</param>
/// <param name="Events">Events of all types.</param>
/// <param name="KeyBytes">Bytes of the customers' ids and of finding them.</param>
/// <param name="DictionaryBytes">Bytes of the distinct texts, sets and points.</param>
/// <param name="AttributeBytes">Bytes of the attribute columns.</param>
/// <param name="EventBytes">Bytes of the event tables and of what is pending.</param>
public sealed record IndexStatistics(int Customers, long Events, long KeyBytes, long DictionaryBytes, long AttributeBytes, long EventBytes)
{
    /// <summary>Bytes in all.</summary>
    public long TotalBytes => KeyBytes + DictionaryBytes + AttributeBytes + EventBytes;
}
