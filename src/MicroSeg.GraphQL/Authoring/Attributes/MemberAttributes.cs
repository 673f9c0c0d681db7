namespace MicroSeg.GraphQL.Authoring;

/// <summary>The name in the schema, where it differs from what the convention makes of the C# name.</summary>
[AttributeUsage(AttributeTargets.All, Inherited = false)]
public sealed class GraphQLNameAttribute(string name) : Attribute
{
    /// <summary>The name.</summary>
    public string Name => name;
}

/// <summary>Is no part of the schema.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Method | AttributeTargets.Field | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Enum)]
public sealed class GraphQLIgnoreAttribute : Attribute;

/// <summary>The description, where it differs from the doc comment.</summary>
[AttributeUsage(AttributeTargets.All, Inherited = false)]
public sealed class GraphQLDescriptionAttribute(string description) : Attribute
{
    /// <summary>The description, in Markdown.</summary>
    public string Description => description;
}

/// <summary>Is not to be used any more; <see cref="ObsoleteAttribute"/> says the same.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Method | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class GraphQLDeprecatedAttribute(string reason) : Attribute
{
    /// <summary>Why, and what to use instead.</summary>
    public string Reason => reason;
}

/// <summary>The type, as SDL writes it, where it differs from what the C# type gives.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Method | AttributeTargets.Parameter)]
public sealed class GraphQLTypeAttribute(string type) : Attribute
{
    /// <summary>A type reference such as <c>[ID!]!</c>.</summary>
    public string Type => type;
}

/// <summary>The parameter receives the object whose field is resolved.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ParentAttribute : Attribute;

/// <summary>The parameter receives a service of the request.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ServiceAttribute : Attribute;

/// <summary>The members are asked for beforehand: who is not allowed gets an error in the field's place.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method | AttributeTargets.Property, AllowMultiple = true)]
public sealed class AuthorizeAttribute(string? policy = null) : Attribute, Microsoft.AspNetCore.Authorization.IAuthorizeData
{
    /// <summary>The policy of the host that has to be met; null asks only for someone who is known.</summary>
    public string? Policy { get; set; } = policy;

    /// <summary>Roles of which one is needed, separated by commas.</summary>
    public string? Roles { get; set; }

    /// <inheritdoc/>
    public string? AuthenticationSchemes { get; set; }
}

/// <summary>Is an <c>ID</c>, whatever its C# type.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Method)]
public sealed class IDAttribute : Attribute;
