namespace MicroSeg.Api.Storage.Bulk;

// Instants are microseconds since 1970, as in the store.

/// <summary>A customer as the bulk path finds it.</summary>
internal readonly record struct StoredCustomer(int Ordinal, string Attributes);

/// <summary>A customer to insert or to update.</summary>
internal readonly record struct CustomerRow(int Ordinal, string Id, string Attributes, long At, long ChangeNumber);

/// <summary>An event to insert.</summary>
internal readonly record struct EventRow(long Number, string EventId, int Ordinal, int Type, long At, string Properties)
{
    private const int StretchBits = 18;

    /// <summary>The stretch of 262,144 numbers that the event is in.</summary>
    public int Stretch => StretchOf(Number);

    public static int StretchOf(long number) => (int)(number >> StretchBits);
}

/// <summary>An offer to insert or to update.</summary>
internal sealed record OfferRow(string Key, string Body, long ObservedAt, long ReceivedAt);
