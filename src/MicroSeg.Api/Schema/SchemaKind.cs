namespace MicroSeg.Api.Schema;

/// <summary>What a part of the schema defines. Stored: never renumber.</summary>
internal enum SchemaKind : byte
{
    /// <summary>An attribute of customers.</summary>
    Attribute = 1,

    /// <summary>An event type with its properties.</summary>
    Event = 2,

    /// <summary>A feed of offers with its fields.</summary>
    Feed = 3,
}
