using System.Collections.Concurrent;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Authoring;

/// <summary>Classes as object types, interfaces and unions.</summary>
internal static class ObjectTypes
{
    public static ObjectDefinition Define(SchemaDraft draft, Type type)
    {
        return new ObjectDefinition(Naming.Type(type))
        {
            Description = XmlDocumentation.Of(type),
            Metadata = type,
            IsTypeOf = type.IsInstanceOfType,
            InterfaceNames = [.. InterfacesOf(type).Select(contract => draft.NameOf(contract, isInput: false))],
            Fields = [.. Members.OfObject(type).Select(member => FieldDraft.Of(draft, member, type))],
        };
    }

    public static InterfaceDefinition DefineInterface(SchemaDraft draft, Type type)
    {
        return new InterfaceDefinition(Naming.Type(type))
        {
            Description = XmlDocumentation.Of(type),
            Metadata = type,
            TypeNameOf = NameFinder(draft),
            InterfaceNames = [.. InterfacesOf(type).Select(contract => draft.NameOf(contract, isInput: false))],
            Fields = [.. Members.OfObject(type).Select(member => FieldDraft.Of(draft, member, type))],
        };
    }

    public static UnionDefinition DefineUnion(SchemaDraft draft, Type type, IEnumerable<Type> members) => new(Naming.Type(type))
    {
        Description = XmlDocumentation.Of(type),
        Metadata = type,
        TypeNameOf = NameFinder(draft),
        MemberNames = [.. members.Select(member => draft.NameOf(member, isInput: false))],
    };

    /// <summary>Finds the object type of a value: that of its class, or of the nearest class it derives from.</summary>
    public static Func<object, string?> NameFinder(SchemaDraft draft)
    {
        var known = new ConcurrentDictionary<Type, string?>();
        return value => known.GetOrAdd(value.GetType(), type =>
        {
            for (var at = type; at is not null; at = at.BaseType)
            {
                if (draft.Objects.Contains(at))
                    return Naming.Type(at);
            }

            return null;
        });
    }

    private static IEnumerable<Type> InterfacesOf(Type type)
    {
        var line = new List<Type>(type.GetInterfaces());
        for (var at = type.BaseType; at is not null; at = at.BaseType)
            line.Add(at);
        return line.Where(contract => contract.IsDefined(typeof(InterfaceTypeAttribute), inherit: false));
    }
}
