using System.Collections.Immutable;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.TypeSystem;

/// <summary>Section 3.13.</summary>
/// <param name="name">The name, without <c>@</c>.</param>
public sealed class DirectiveDefinition(string name) : INamedDefinition
{
    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <summary>What the directive does, in Markdown.</summary>
    public string? Description { get; init; }

    /// <summary>The arguments, in the order of their definition.</summary>
    public DefinitionList<InputValueDefinition> Arguments { get; init; } = [];

    /// <summary>The places where it may stand.</summary>
    public ImmutableArray<DirectiveLocation> Locations { get; init; } = [];

    /// <summary>Whether it may stand more than once at a place.</summary>
    public bool IsRepeatable { get; init; }

    internal DirectiveDefinitionNode? Node { get; init; }

    internal void Bind(TypeBinder binder)
    {
        foreach (var argument in Arguments)
            argument.Bind(binder, "@" + Name);
    }
}
