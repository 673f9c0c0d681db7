namespace MicroSeg.GraphQL.Execution;

/// <summary>How operations are executed.</summary>
public sealed record ExecutionOptions
{
    /// <summary>The defaults.</summary>
    public static ExecutionOptions Default { get; } = new();

    /// <summary>How long an operation may take; one event's execution in a subscription. Default 30 seconds; range 10 milliseconds to 1 hour.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>After how many errors no more are kept. Default 100; range 1 to 10,000.</summary>
    public int MaxErrors { get; init; } = 100;

    /// <summary>
    /// Makes the error that the response shows of what a resolver threw. By default a <see cref="GraphQLException"/> gives its own errors, and all
    /// else is told as an unexpected error, without its message.
    /// </summary>
    public Func<Exception, GraphQLError?>? ErrorOf { get; init; }

    /// <summary>Is told of what resolvers threw and <see cref="ErrorOf"/> did not know, so that it is logged.</summary>
    public Action<Exception, string>? OnUnexpected { get; init; }
}
