namespace MicroSeg.GraphQL;

/// <summary>The stable codes of errors that no validation rule reports. A code is never reused for another meaning.</summary>
public static class GraphQLErrorCodes
{
    /// <summary>The document breaks the grammar (section 2).</summary>
    public const string Syntax = "graphql.syntax";

    /// <summary>The document is longer than <see cref="Language.ParserOptions.MaxLength"/>.</summary>
    public const string TooLong = "graphql.limit.length";

    /// <summary>The document has more tokens than <see cref="Language.ParserOptions.MaxTokens"/>.</summary>
    public const string TooManyTokens = "graphql.limit.tokens";

    /// <summary>The document nests deeper than <see cref="Language.ParserOptions.MaxDepth"/>.</summary>
    public const string TooDeep = "graphql.limit.depth";

    /// <summary>Validation gave up: more errors than it may report.</summary>
    public const string TooManyErrors = "graphql.limit.errors";

    /// <summary>Validation gave up: checking the document would cost more than it may.</summary>
    public const string TooComplex = "graphql.limit.validation";

    /// <summary>The schema breaks a rule of the type system (section 3).</summary>
    public const string Schema = "graphql.schema";

    /// <summary>A variable's value does not fit its type (section 6.1.2).</summary>
    public const string Variable = "graphql.variable";

    /// <summary>An argument's value does not fit its type (section 6.4.1).</summary>
    public const string Argument = "graphql.argument";

    /// <summary>The request does not say which operation to execute, or names one that the document lacks (section 6.1).</summary>
    public const string Operation = "graphql.operation";

    /// <summary>A field that has no null gave null (section 6.4.4).</summary>
    public const string NonNull = "graphql.null";

    /// <summary>A resolver gave a value that is none of the field's type (section 6.4.3).</summary>
    public const string Result = "graphql.result";

    /// <summary>A resolver failed in a way that it did not foresee.</summary>
    public const string Unexpected = "graphql.unexpected";

    /// <summary>The operation took longer than it may.</summary>
    public const string Timeout = "graphql.timeout";

    /// <summary>A class refused the values of an input, or an <c>IInputValidator</c> did.</summary>
    public const string Input = "graphql.input";

    /// <summary>An id is none of the kind that the field takes.</summary>
    public const string Id = "graphql.id";

    /// <summary>The field asks for someone who is known.</summary>
    public const string Unauthenticated = "graphql.unauthenticated";

    /// <summary>Whoever asks is not allowed the field.</summary>
    public const string Forbidden = "graphql.forbidden";

    /// <summary>The HTTP request is none of the GraphQL over HTTP specification's.</summary>
    public const string Http = "graphql.http";
}
