namespace MicroSeg.Templates;

/// <summary>What a <see cref="TemplateValue"/> holds.</summary>
public enum TemplateValueKind : byte
{
    /// <summary>Nothing: the member does not exist.</summary>
    Undefined,

    /// <summary>A member that exists and has no value.</summary>
    Null,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A binary floating-point number, as in JavaScript.</summary>
    Number,

    /// <summary>A decimal number, for money.</summary>
    Decimal,

    /// <summary>Text, escaped when it is written.</summary>
    String,

    /// <summary>Text that a helper has already escaped for its place, written as it is.</summary>
    SafeString,

    /// <summary>A list of values.</summary>
    List,

    /// <summary>Named members.</summary>
    Object,

    /// <summary>The block of a partial's caller, only ever seen as <c>@partial-block</c>.</summary>
    Block,

    /// <summary>A place that is filled after the render; it can be written, and nothing else.</summary>
    Hole,
}
