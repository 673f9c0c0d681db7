using System.Reflection;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Authoring;

/// <summary>Enums of C# as enum types.</summary>
internal static class EnumTypes
{
    public static EnumDefinition Define(Type type) => new(Naming.Type(type))
    {
        Description = XmlDocumentation.Of(type),
        Metadata = type,
        Values =
        [
            .. type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => !field.IsDefined(typeof(GraphQLIgnoreAttribute))).Select(field => new EnumValueDefinition(Naming.EnumValue(field))
            {
                Description = XmlDocumentation.Of(field),
                DeprecationReason = Members.Deprecation(field),
                Value = field.GetValue(null)!,
            }),
        ],
    };
}
