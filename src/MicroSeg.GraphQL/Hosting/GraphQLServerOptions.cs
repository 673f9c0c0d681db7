using MicroSeg.GraphQL.Execution;
using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Validation;

namespace MicroSeg.GraphQL.Hosting;

/// <summary>How GraphQL is served over HTTP.</summary>
public sealed record GraphQLServerOptions
{
    /// <summary>The longest request body, in bytes. Default 1,048,576; range 1,024 to 104,857,600.</summary>
    public int MaxRequestSize { get; set; } = 1024 * 1024;

    /// <summary>Limits of documents as they are read.</summary>
    public ParserOptions Parsing { get; set; } = ParserOptions.Default;

    /// <summary>Limits of documents as they are checked.</summary>
    public ValidationOptions Validation { get; set; } = ValidationOptions.Default;

    /// <summary>Limits of execution.</summary>
    public ExecutionOptions Execution { get; set; } = ExecutionOptions.Default;
}
