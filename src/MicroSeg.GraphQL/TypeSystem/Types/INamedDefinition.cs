namespace MicroSeg.GraphQL.TypeSystem;

/// <summary>Something that a schema defines under a name.</summary>
public interface INamedDefinition
{
    /// <summary>The name (section 2.1.9).</summary>
    string Name { get; }
}
