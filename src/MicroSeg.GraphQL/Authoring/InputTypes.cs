using System.ComponentModel;
using System.Reflection;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Authoring;

/// <summary>Records and classes as input objects (section 3.10).</summary>
internal static class InputTypes
{
    public static InputObjectDefinition Define(SchemaDraft draft, Type type)
    {
        var factory = InputFactory.For(type);
        var isOneOf = type.IsDefined(typeof(OneOfAttribute), inherit: false);
        return new InputObjectDefinition(Naming.Input(type))
        {
            Description = XmlDocumentation.Of(type),
            Metadata = type,
            IsOneOf = isOneOf,
            Create = factory.Create,
            Fields = [.. factory.Members.Select(member => Field(draft, member, isOneOf))],
        };
    }

    private static InputValueDefinition Field(SchemaDraft draft, InputMember member, bool isOneOf)
    {
        var shape = isOneOf ? member.Shape with { IsNullable = true } : member.Shape;
        var reference = member.Property?.GetCustomAttribute<GraphQLTypeAttribute>()?.Type ?? draft.Reference(shape, isInput: true, member.IsId ? "ID" : null);
        return new InputValueDefinition(member.Name, reference)
        {
            Description = (member.Property is null ? null : XmlDocumentation.Of(member.Property)) ?? (member.Parameter is null ? null : XmlDocumentation.Of(member.Parameter)),
            DeprecationReason = member.Property is null ? null : Members.Deprecation(member.Property),
            DefaultLiteral = isOneOf ? null : Default(member),
            Metadata = member,
        };
    }

    private static string? Default(InputMember member)
    {
        if (member.Property?.GetCustomAttribute<DefaultValueAttribute>() is { } given)
            return DefaultValues.Literal(given.Value);
        return member.Parameter is { HasDefaultValue: true, DefaultValue: { } value } ? DefaultValues.Literal(value, member.Shape.Leaf) : null;
    }
}
