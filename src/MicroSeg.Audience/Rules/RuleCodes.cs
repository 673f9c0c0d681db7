namespace MicroSeg.Audience.Rules;

/// <summary>The stable codes of <see cref="RuleFinding"/>.</summary>
public static class RuleCodes
{
    /// <summary>The text is not JSON; the message gives line and column.</summary>
    public const string Malformed = "rule.malformed";

    /// <summary>A JSON value is of another kind than the one that belongs here.</summary>
    public const string WrongShape = "rule.wrong_shape";

    /// <summary>An object has one key twice.</summary>
    public const string DuplicateKey = "rule.duplicate_key";

    /// <summary>A key that the node does not know.</summary>
    public const string UnknownKey = "rule.unknown_key";

    /// <summary>A node without a kind key.</summary>
    public const string NoKind = "rule.no_kind";

    /// <summary>A node with more than one kind key.</summary>
    public const string SeveralKinds = "rule.several_kinds";

    /// <summary>A key that must be there is not.</summary>
    public const string MissingKey = "rule.missing_key";

    /// <summary>Keys that cannot stand beside each other.</summary>
    public const string KeyConflict = "rule.key_conflict";

    /// <summary>An attribute that the schema does not have.</summary>
    public const string UnknownAttribute = "rule.unknown_attribute";

    /// <summary>An event type that the schema does not have.</summary>
    public const string UnknownEvent = "rule.unknown_event";

    /// <summary>A property that the event type does not have.</summary>
    public const string UnknownProperty = "rule.unknown_property";

    /// <summary>A segment that does not exist.</summary>
    public const string UnknownSegment = "rule.unknown_segment";

    /// <summary>An RFM model that does not exist.</summary>
    public const string UnknownModel = "rule.unknown_model";

    /// <summary>An operator that values of this type do not have.</summary>
    public const string OperatorNotForType = "rule.operator_not_for_type";

    /// <summary>A condition on a value without any operator.</summary>
    public const string NoOperator = "rule.no_operator";

    /// <summary>A property whose type the measure or comparison cannot use.</summary>
    public const string WrongType = "rule.wrong_type";

    /// <summary>A value that is not of the type or range that is wanted.</summary>
    public const string BadValue = "rule.bad_value";

    /// <summary>A duration that cannot be read or is out of range.</summary>
    public const string BadDuration = "rule.bad_duration";

    /// <summary>A regular expression that cannot be compiled or cannot be matched in linear time.</summary>
    public const string BadRegex = "rule.bad_regex";

    /// <summary>The end of a range or window lies before its start.</summary>
    public const string EmptyRange = "rule.empty_range";

    /// <summary>A comparison with the window before, where the window has no length and so none before it.</summary>
    public const string NoWindowBefore = "rule.no_window_before";

    /// <summary>A sequence of too few or too many steps.</summary>
    public const string BadSequence = "rule.bad_sequence";

    /// <summary>Nodes are nested too deeply.</summary>
    public const string TooDeep = "rule.too_deep";

    /// <summary>There are too many nodes.</summary>
    public const string TooManyNodes = "rule.too_many_nodes";

    /// <summary>A list holds too many values.</summary>
    public const string TooManyValues = "rule.too_many_values";
}
