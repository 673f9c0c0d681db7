namespace MicroSeg.Templates;

/// <summary>The stable codes of errors, limits and findings. They are part of the API: a code is never reused for another meaning.</summary>
public static class TemplateErrorCodes
{
    /// <summary>The source breaks the grammar.</summary>
    public const string Syntax = "template.syntax";

    /// <summary>A block has no closing tag.</summary>
    public const string UnclosedBlock = "template.unclosed_block";

    /// <summary>A closing tag names another block than the one that is open, or none is open.</summary>
    public const string MismatchedClose = "template.mismatched_close";

    /// <summary>A path steps back after it has stepped forward, such as <c>a/../b</c>.</summary>
    public const string InvalidPath = "template.invalid_path";

    /// <summary>A partial is given more than one context.</summary>
    public const string PartialArguments = "template.partial_arguments";

    /// <summary>A decorator other than <c>inline</c>, or an inline partial without a literal name.</summary>
    public const string Decorator = "template.decorator";

    /// <summary>The source is longer than <see cref="TemplateLimits.MaxSourceLength"/>.</summary>
    public const string SourceTooLarge = "template.source_too_large";

    /// <summary>Blocks and sub-expressions nest deeper than <see cref="TemplateLimits.MaxDepth"/>, or a render deeper than the stack allows.</summary>
    public const string TooDeep = "template.too_deep";

    /// <summary>The source has more nodes than <see cref="TemplateLimits.MaxNodes"/>.</summary>
    public const string TooManyNodes = "template.too_many_nodes";

    /// <summary>A render wrote more than <see cref="TemplateLimits.MaxOutputBytes"/>.</summary>
    public const string OutputTooLarge = "template.output_too_large";

    /// <summary>Partials call one another deeper than <see cref="TemplateLimits.MaxPartialDepth"/>.</summary>
    public const string PartialRecursion = "template.partial_recursion";

    /// <summary>A render took more steps than <see cref="TemplateLimits.MaxSteps"/>.</summary>
    public const string TooManySteps = "template.too_many_steps";

    /// <summary>A render went past its deadline.</summary>
    public const string Deadline = "template.deadline";

    /// <summary>A helper is called that is not registered.</summary>
    public const string UnknownHelper = "template.unknown_helper";

    /// <summary>A helper is called with arguments that it does not take, or refused the values it was given.</summary>
    public const string HelperArguments = "template.helper_arguments";

    /// <summary>A partial is called that is not registered and has no default block.</summary>
    public const string UnknownPartial = "template.unknown_partial";

    /// <summary>A path names a field that the data does not have.</summary>
    public const string UnknownField = "template.unknown_field";

    /// <summary>A <c>@</c> variable that nothing around it sets.</summary>
    public const string UnknownVariable = "template.unknown_variable";

    /// <summary>A partial whose name is computed, so that what it reads cannot be known beforehand.</summary>
    public const string DynamicPartial = "template.dynamic_partial";
}
