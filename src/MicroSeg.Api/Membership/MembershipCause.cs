namespace MicroSeg.Api.Membership;

/// <summary>Why a customer entered or left a segment. Stored: never renumber.</summary>
internal enum MembershipCause : byte
{
    /// <summary>The customer did something.</summary>
    Event = 1,

    /// <summary>An attribute changed, or the customer is new.</summary>
    Attribute = 2,

    /// <summary>Time passed.</summary>
    Time = 3,

    /// <summary>The segment's definition changed, or that of a segment that it names.</summary>
    Definition = 4,

    /// <summary>A large import was evaluated as a whole.</summary>
    Import = 5,

    /// <summary>The customer was erased.</summary>
    Erasure = 6,

    /// <summary>It happened while no node was watching, or was not written down before a crash.</summary>
    Recovery = 7,

    /// <summary>A list of customers was uploaded for the segment, or for one that it names.</summary>
    List = 8,
}
