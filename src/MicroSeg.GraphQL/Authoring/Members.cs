using System.Reflection;
using System.Runtime.CompilerServices;

namespace MicroSeg.GraphQL.Authoring;

/// <summary>Which members of a class the schema shows.</summary>
internal static class Members
{
    /// <summary>The properties of a class that is an object type, and those methods that carry an attribute of this layer.</summary>
    public static IEnumerable<MemberInfo> OfObject(Type type) => Public(type, BindingFlags.Instance).Where(member => member is PropertyInfo || IsMarked(member));

    /// <summary>All public properties and methods of a class that exists for the schema.</summary>
    public static IEnumerable<MemberInfo> OfExtension(Type type) => Public(type, BindingFlags.Instance | BindingFlags.Static);

    public static string? Deprecation(ICustomAttributeProvider member)
        => member.GetCustomAttributes(typeof(GraphQLDeprecatedAttribute), inherit: false) is [GraphQLDeprecatedAttribute deprecated, ..] ? deprecated.Reason
        : member.GetCustomAttributes(typeof(ObsoleteAttribute), inherit: false) is [ObsoleteAttribute obsolete, ..] ? obsolete.Message ?? "No longer supported"
        : null;

    private static List<MemberInfo> Public(Type type, BindingFlags flags)
    {
        // Members of the base come first, as a reader would expect.
        var line = new Stack<Type>();
        for (var at = type; at is not null && at != typeof(object) && at != typeof(Exception) && at != typeof(ValueType); at = at.BaseType)
            line.Push(at);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var contracts = type.IsInterface ? type.GetInterfaces() : [];
        return contracts.Concat(line)
            .SelectMany(owner => owner.GetMembers(flags | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Where(member => IsField(member) && seen.Add(member.Name))
            .ToList();
    }

    private static bool IsField(MemberInfo member)
    {
        if (member.IsDefined(typeof(GraphQLIgnoreAttribute)) || member.IsDefined(typeof(CompilerGeneratedAttribute)))
            return false;
        return member switch
        {
            PropertyInfo property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0 && property.Name != "EqualityContract",
            MethodInfo { IsSpecialName: false, IsGenericMethodDefinition: false } method => method.ReturnType != typeof(void) && method.Name is not ("Deconstruct" or "Equals" or "GetHashCode" or "ToString" or "GetType"),
            _ => false,
        };
    }

    private static bool IsMarked(MemberInfo member) => member.GetCustomAttributes(inherit: false).Any(attribute => attribute.GetType().Namespace == typeof(Members).Namespace);
}
