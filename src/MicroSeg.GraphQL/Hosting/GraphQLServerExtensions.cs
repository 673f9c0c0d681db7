using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace MicroSeg.GraphQL.Hosting;

/// <summary>The engine's doors for a host.</summary>
public static class GraphQLServerExtensions
{
    /// <summary>Adds a GraphQL service.</summary>
    public static GraphQLServerBuilder AddGraphQLServer(this IServiceCollection services) => new(services);

    /// <summary>Serves GraphQL at a path, its schema as SDL at <c>schema.graphql</c> below it, and GraphiQL to browsers.</summary>
    public static IEndpointConventionBuilder MapGraphQL(this IEndpointRouteBuilder endpoints, string path = "/graphql")
    {
        var group = endpoints.MapGroup(path);
        group.MapGet("/schema.graphql", (GraphQLServer server) => Results.Text(server.Sdl, "application/graphql; charset=utf-8")).ExcludeFromDescription();
        group.MapGet("/graphiql/{name}", (string name) => GraphiQLAssets.File(name)).ExcludeFromDescription();
        group.Map("", (HttpContext context) => GraphQLOverHttp.HandleAsync(context)).ExcludeFromDescription();
        return group;
    }
}
