namespace MicroSeg.Api.Storage.Changes;

/// <summary>What a change is about. Stored: never renumber.</summary>
internal enum ChangeKind : byte
{
    /// <summary>An attribute, an event type or a feed was defined or extended. The key is <c>attribute:name</c>, <c>event:name</c> or <c>feed:name</c>.</summary>
    Schema = 1,

    /// <summary>Customers were created or changed: those whose row carries one of the change's numbers.</summary>
    Customers = 2,

    /// <summary>A customer was erased; the key is the ordinal.</summary>
    CustomerErased = 3,

    /// <summary>Events were appended: those whose number is one of the change's.</summary>
    Events = 4,

    /// <summary>A feed's offers changed; the key is the feed.</summary>
    Offers = 5,

    /// <summary>A segment was saved or deleted; the key is the segment's.</summary>
    Segment = 6,

    /// <summary>A block was published, rolled back or deleted; the key is the block's.</summary>
    Block = 7,

    /// <summary>An RFM model was saved, refreshed or deleted; the key is the model's name.</summary>
    RfmModel = 8,

    /// <summary>A list of customers was uploaded for a segment; the key is the segment's.</summary>
    SegmentList = 9,
}
