using MicroSeg.GraphQL.TypeSystem;
using static MicroSeg.GraphQL.Introspection.IntrospectionFields;

namespace MicroSeg.GraphQL.Introspection;

/// <summary>What fields, arguments and enum values tell of themselves.</summary>
internal static class MemberIntrospection
{
    /// <summary>Section 4.5.3.</summary>
    public static ObjectDefinition Field { get; } = new("__Field")
    {
        Description = "Object and Interface types are described by a list of Fields, each of which has a name, potentially a list of arguments, and a return type.",
        Fields =
        [
            Field<FieldDefinition>("name", "String!", field => field.Name),
            Field<FieldDefinition>("description", "String", field => field.Description),
            Members<FieldDefinition, InputValueDefinition>("args", "[__InputValue!]!", field => field.Arguments, argument => argument.DeprecationReason is not null),
            Field<FieldDefinition>("type", "__Type!", field => field.Type),
            Field<FieldDefinition>("isDeprecated", "Boolean!", field => field.DeprecationReason is not null),
            Field<FieldDefinition>("deprecationReason", "String", field => field.DeprecationReason),
        ],
    };

    /// <summary>Section 4.5.4.</summary>
    public static ObjectDefinition InputValue { get; } = new("__InputValue")
    {
        Description = "Arguments provided to Fields or Directives and the input fields of an InputObject are represented as Input Values which describe their type and optionally a default value.",
        Fields =
        [
            Field<InputValueDefinition>("name", "String!", input => input.Name),
            Field<InputValueDefinition>("description", "String", input => input.Description),
            Field<InputValueDefinition>("type", "__Type!", input => input.Type),
            Field<InputValueDefinition>("defaultValue", "String", input => DefaultLiterals.Of(input)?.ToString(), "A GraphQL-formatted string representing the default value for this input value."),
            Field<InputValueDefinition>("isDeprecated", "Boolean!", input => input.DeprecationReason is not null),
            Field<InputValueDefinition>("deprecationReason", "String", input => input.DeprecationReason),
        ],
    };

    /// <summary>Section 4.5.5.</summary>
    public static ObjectDefinition EnumValue { get; } = new("__EnumValue")
    {
        Description = "One possible value for a given Enum. Enum values are unique values, not a placeholder for a string or numeric value. However an Enum value is returned in a JSON response as a string.",
        Fields =
        [
            Field<EnumValueDefinition>("name", "String!", value => value.Name),
            Field<EnumValueDefinition>("description", "String", value => value.Description),
            Field<EnumValueDefinition>("isDeprecated", "Boolean!", value => value.DeprecationReason is not null),
            Field<EnumValueDefinition>("deprecationReason", "String", value => value.DeprecationReason),
        ],
    };
}
