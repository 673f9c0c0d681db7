namespace MicroSeg.GraphQL.TypeSystem;

/// <summary>An interface or a union: a type whose values are of one of several object types.</summary>
public interface IAbstractDefinition : INamedDefinition
{
    /// <summary>The name of a value's object type: <c>ResolveAbstractType</c> of section 6.4.3. Null if the object types are to be asked.</summary>
    Func<object, string?>? TypeNameOf { get; }
}
