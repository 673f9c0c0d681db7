namespace MicroSeg.Api.Blocks;

/// <summary>The stable codes of what can be wrong with a block's definition. Those of templates begin with <c>template.</c>, those of operators with <c>rule.</c>.</summary>
internal static class BlockCodes
{
    public const string WrongShape = "block.wrong_shape";
    public const string UnknownKey = "block.unknown_key";
    public const string DuplicateKey = "block.duplicate_key";
    public const string Missing = "block.missing";
    public const string BadKey = "block.bad_key";
    public const string BadValue = "block.bad_value";
    public const string BadDuration = "block.bad_duration";
    public const string OutOfRange = "block.out_of_range";
    public const string DefaultPlaceholder = "block.default_placeholder";
    public const string ReservedName = "block.reserved_name";
    public const string UnknownSegment = "block.unknown_segment";
    public const string UnknownFeed = "block.unknown_feed";
    public const string UnknownField = "block.unknown_field";
    public const string UnknownPlaceholder = "block.unknown_placeholder";
    public const string PlaceholderType = "block.placeholder_type";
    public const string WrongType = "block.wrong_type";
}
