using System.Reflection;
using MicroSeg.GraphQL.TypeSystem;
using Microsoft.Extensions.DependencyInjection;

namespace MicroSeg.GraphQL.Authoring;

/// <summary>Collects annotated classes, from as many slices as there are, and builds one schema of them.</summary>
public sealed class SchemaSources
{
    private readonly List<Type> _classes = [];
    private readonly Dictionary<string, ScalarDefinition> _scalars = new(StringComparer.Ordinal);
    private readonly Dictionary<Type, string> _scalarNames = [];

    /// <summary>Adds all annotated classes of an assembly.</summary>
    public SchemaSources AddTypes(Assembly assembly) => AddTypes(assembly.GetTypes());

    /// <summary>Adds classes; those without an attribute of this layer count only as implementing interfaces.</summary>
    public SchemaSources AddTypes(params ReadOnlySpan<Type> classes)
    {
        _classes.AddRange(classes);
        return this;
    }

    /// <summary>Adds a scalar for a C# type.</summary>
    public SchemaSources AddScalar<T>(ScalarDefinition scalar)
    {
        _scalars[scalar.Name] = scalar;
        _scalarNames[typeof(T)] = scalar.Name;
        return this;
    }

    /// <summary>Builds the schema.</summary>
    /// <param name="services">Tells which parameters of resolvers are services; without it those with <see cref="ServiceAttribute"/> are.</param>
    /// <exception cref="GraphQLSchemaException">The classes give no valid schema.</exception>
    public GraphQLSchema Build(IServiceProviderIsService? services = null)
    {
        var draft = new SchemaDraft(_classes, services);
        foreach (var (name, scalar) in _scalars)
            draft.Scalars[name] = scalar;
        foreach (var (type, name) in _scalarNames)
            draft.ScalarNames[type] = name;
        AddRoot<QueryTypeAttribute>(draft, "Query");
        AddRoot<MutationTypeAttribute>(draft, "Mutation");
        AddRoot<SubscriptionTypeAttribute>(draft, "Subscription");
        foreach (var type in _classes.Where(IsNamed))
            draft.NameOf(type, isInput: false);
        foreach (var type in _classes)
        {
            foreach (var extend in type.GetCustomAttributes<ExtendObjectTypeAttribute>(inherit: false))
                Extend(draft, type, extend);
        }

        draft.DefineAll();
        return draft.Builder.Build();
    }

    private static bool IsNamed(Type type) => type.GetCustomAttributes(inherit: false).Any(attribute => attribute is ObjectTypeAttribute or InterfaceTypeAttribute or UnionTypeAttribute);

    private static void Extend(SchemaDraft draft, Type type, ExtendObjectTypeAttribute extend)
    {
        var name = extend.Type is null ? extend.Name! : draft.NameOf(extend.Type, isInput: false);
        draft.Builder.Extend(new ObjectDefinition(name) { Fields = [.. Members.OfExtension(type).Select(member => FieldDraft.Of(draft, member, objectType: null))] });
    }

    private void AddRoot<TAttribute>(SchemaDraft draft, string name)
        where TAttribute : Attribute
    {
        var classes = _classes.Where(type => type.IsDefined(typeof(TAttribute), inherit: false)).ToList();
        if (classes.Count == 0)
            return;
        draft.Builder.Add(new ObjectDefinition(name) { Fields = [.. classes.SelectMany(Members.OfExtension).Select(member => FieldDraft.Of(draft, member, objectType: null))] });
    }
}
