using System.Reflection;
using MicroSeg.GraphQL.Authoring;
using MicroSeg.GraphQL.DataLoading;
using MicroSeg.GraphQL.TypeSystem;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MicroSeg.GraphQL.Hosting;

/// <summary>Collects what a service's schema is made of.</summary>
public sealed class GraphQLServerBuilder
{
    private readonly SchemaSources _sources = new();
    private readonly GraphQLServerOptions _options = new();

    internal GraphQLServerBuilder(IServiceCollection services)
    {
        Services = services;
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddScoped<BatchScheduler>();
        services.TryAddScoped<IBatchScheduler>(provider => provider.GetRequiredService<BatchScheduler>());
        services.AddSingleton(provider => _sources.Build(provider.GetRequiredService<IServiceProviderIsService>()));
        services.AddSingleton(provider => new GraphQLServer(provider.GetRequiredService<GraphQLSchema>(), _options, provider.GetRequiredService<TimeProvider>()));
    }

    /// <summary>The host's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Adds the annotated classes and the data loaders of an assembly.</summary>
    public GraphQLServerBuilder AddTypes(Assembly assembly) => AddTypes(assembly.GetTypes());

    /// <summary>Adds annotated classes and data loaders.</summary>
    public GraphQLServerBuilder AddTypes(params ReadOnlySpan<Type> classes)
    {
        _sources.AddTypes(classes);
        foreach (var type in classes)
        {
            if (!type.IsAbstract && type.GetInterfaces().Any(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IDataLoader<,>)))
                Services.TryAddScoped(type);
        }

        return this;
    }

    /// <summary>Adds a scalar for a C# type.</summary>
    public GraphQLServerBuilder AddScalar<T>(ScalarDefinition scalar)
    {
        _sources.AddScalar<T>(scalar);
        return this;
    }

    /// <summary>Changes options.</summary>
    public GraphQLServerBuilder ModifyOptions(Action<GraphQLServerOptions> change)
    {
        change(_options);
        return this;
    }
}
