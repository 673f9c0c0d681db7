namespace MicroSeg.GraphQL.Authoring;

/// <summary>The members of the class are fields of the query root.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class QueryTypeAttribute : Attribute;

/// <summary>The methods of the class are fields of the mutation root.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class MutationTypeAttribute : Attribute;

/// <summary>The methods of the class are fields of the subscription root.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SubscriptionTypeAttribute : Attribute;

/// <summary>The class is an object type.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public class ObjectTypeAttribute(string? name = null) : Attribute
{
    /// <summary>The type's name; null for the class's own.</summary>
    public string? Name => name;
}

/// <summary>The members of the class are fields of the object type of <typeparamref name="T"/>, which may be of another slice.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ObjectTypeAttribute<T> : ExtendObjectTypeAttribute
{
    /// <summary>Extends the object type of <typeparamref name="T"/>.</summary>
    public ObjectTypeAttribute()
        : base(typeof(T))
    {
    }
}

/// <summary>The members of the class are further fields of an object type, given by its class or its name.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public class ExtendObjectTypeAttribute : Attribute
{
    /// <summary>Extends a class's object type.</summary>
    public ExtendObjectTypeAttribute(Type type) => Type = type;

    /// <summary>Extends the object type of a name.</summary>
    public ExtendObjectTypeAttribute(string name) => Name = name;

    /// <summary>The class whose object type is extended.</summary>
    public Type? Type { get; }

    /// <summary>The name of the type that is extended.</summary>
    public string? Name { get; }
}

/// <summary>The members of the class are further fields of the object type of <typeparamref name="T"/>.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ExtendObjectTypeAttribute<T> : ExtendObjectTypeAttribute
{
    /// <summary>Extends the object type of <typeparamref name="T"/>.</summary>
    public ExtendObjectTypeAttribute()
        : base(typeof(T))
    {
    }
}

/// <summary>The interface or abstract class is an interface type; the object types of what implements it implement it too.</summary>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Class, Inherited = false)]
public sealed class InterfaceTypeAttribute(string? name = null) : Attribute
{
    /// <summary>The type's name; null for the interface's own.</summary>
    public string? Name => name;
}

/// <summary>The interface or abstract class is a union of the object types of what implements it.</summary>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Class, Inherited = false)]
public sealed class UnionTypeAttribute(string? name = null) : Attribute
{
    /// <summary>The type's name; null for the interface's own.</summary>
    public string? Name => name;
}

/// <summary>Names an enum's type.</summary>
[AttributeUsage(AttributeTargets.Enum, Inherited = false)]
public sealed class EnumTypeAttribute(string? name = null) : Attribute
{
    /// <summary>The type's name; null for the enum's own.</summary>
    public string? Name => name;
}

/// <summary>Names a class's input type. By default it is the class's name with <c>Input</c> behind it.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class InputObjectTypeAttribute(string? name = null) : Attribute
{
    /// <summary>The type's name.</summary>
    public string? Name => name;
}

/// <summary>Exactly one member of the input object is given (section 3.10.1).</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class OneOfAttribute : Attribute;
