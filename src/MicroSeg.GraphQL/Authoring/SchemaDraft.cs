using MicroSeg.GraphQL.TypeSystem;
using Microsoft.Extensions.DependencyInjection;

namespace MicroSeg.GraphQL.Authoring;

/// <summary>A schema while it is made of C# classes: which types are known, and what is still to be defined.</summary>
internal sealed class SchemaDraft
{
    private readonly Dictionary<(Type Type, bool IsInput), string> _names = [];
    private readonly Dictionary<string, (Type Type, bool IsInput)> _owners = new(StringComparer.Ordinal);
    private readonly Queue<(Type Type, bool IsInput)> _undefined = new();
    private readonly List<Type> _objects = [];
    private readonly HashSet<string> _definedOnce = new(StringComparer.Ordinal);

    public SchemaDraft(IEnumerable<Type> candidates, IServiceProviderIsService? services)
    {
        Candidates = [.. candidates];
        Services = services;
        foreach (var scalar in ClrScalars.Custom)
            Scalars[scalar.Name] = scalar;
    }

    /// <summary>The classes of the assemblies, among which those that implement an interface are looked for.</summary>
    public IReadOnlyList<Type> Candidates { get; }

    public IServiceProviderIsService? Services { get; }

    public SchemaBuilder Builder { get; } = new();

    /// <summary>The scalars that a type reference may name; those that are named become part of the schema.</summary>
    public Dictionary<string, ScalarDefinition> Scalars { get; } = new(StringComparer.Ordinal);

    public Dictionary<Type, string> ScalarNames { get; } = new(ClrScalars.Names);

    /// <summary>The C# types that have object types.</summary>
    public IReadOnlyList<Type> Objects => _objects;

    /// <summary>How the schema refers to a shape.</summary>
    /// <param name="leaf">The name to use for the values, where it is not that of their type.</param>
    public string Reference(TypeShape shape, bool isInput, string? leaf = null)
    {
        var name = shape.Item is { } item ? $"[{Reference(item, isInput, leaf)}]" : leaf is not null ? Use(leaf) : NameOf(shape.Clr, isInput);
        return shape.IsNullable ? name : name + "!";
    }

    /// <summary>The name of a type, which becomes part of the schema if it is not yet.</summary>
    public string NameOf(Type type, bool isInput)
    {
        if (ScalarNames.TryGetValue(type, out var scalar))
            return Use(scalar);
        if (TypeShape.IsDictionary(type))
            return Use("JSON");
        isInput &= !type.IsEnum;
        if (_names.TryGetValue((type, isInput), out var name))
            return name;
        name = isInput ? Naming.Input(type) : Naming.Type(type);
        if (_owners.TryGetValue(name, out var other))
            throw new InvalidOperationException($"The classes {other.Type} and {type} would both be the type \"{name}\"; give one another name with [GraphQLName]");
        _names[(type, isInput)] = name;
        _owners[name] = (type, isInput);
        _undefined.Enqueue((type, isInput));
        return name;
    }

    /// <summary>Has a scalar that is named become part of the schema.</summary>
    public string Use(string name)
    {
        if (Scalars.TryGetValue(name, out var scalar) && _definedOnce.Add(name))
            Builder.Add(scalar);
        return name;
    }

    /// <summary>Defines what was named, and what that names, until nothing is left.</summary>
    public void DefineAll()
    {
        while (_undefined.TryDequeue(out var next))
        {
            if (next.Type.IsEnum)
                Builder.Add(EnumTypes.Define(next.Type));
            else if (next.IsInput)
                Builder.Add(InputTypes.Define(this, next.Type));
            else
                Builder.Add(DefineOutput(next.Type));
        }
    }

    private TypeDefinition DefineOutput(Type type)
    {
        if (type.IsDefined(typeof(UnionTypeAttribute), inherit: false))
            return ObjectTypes.DefineUnion(this, type, Implementers(type));
        if (type.IsInterface || type.IsDefined(typeof(InterfaceTypeAttribute), inherit: false))
        {
            foreach (var implementer in Implementers(type))
                NameOf(implementer, isInput: false);
            return ObjectTypes.DefineInterface(this, type);
        }

        _objects.Add(type);
        return ObjectTypes.Define(this, type);
    }

    private IEnumerable<Type> Implementers(Type type)
        => Candidates.Where(candidate => candidate is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false } && type.IsAssignableFrom(candidate) && !candidate.IsDefined(typeof(GraphQLIgnoreAttribute), inherit: false));
}
