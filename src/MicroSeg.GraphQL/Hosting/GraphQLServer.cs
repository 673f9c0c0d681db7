using MicroSeg.GraphQL.Execution;
using MicroSeg.GraphQL.Protection;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Hosting;

/// <summary>What all requests share: the schema, the documents that are known, and the executor.</summary>
internal sealed class GraphQLServer(GraphQLSchema schema, GraphQLServerOptions options, TimeProvider clock)
{
    public GraphQLServerOptions Options => options;

    public DocumentCache Documents { get; } = new(schema, options.Parsing, options.Validation);

    public GraphQLExecutor Executor { get; } = new(schema, options.Execution, clock);

    public string Sdl { get; } = SchemaPrinter.Print(schema) + "\n";
}
