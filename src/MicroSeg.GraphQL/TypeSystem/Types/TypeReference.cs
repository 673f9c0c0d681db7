using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.TypeSystem;

/// <summary>Names a type before there is a schema to find it in, such as <c>"[Segment!]!"</c> (section 3.4.1).</summary>
public sealed class TypeReference
{
    internal TypeReference(TypeNode node) => Node = node;

    internal TypeNode Node { get; }

    /// <summary>Reads a type reference.</summary>
    /// <exception cref="GraphQLSyntaxException">The text is none.</exception>
    public static TypeReference Parse(string text) => new(Parser.ParseType(text));

    /// <summary>Reads a type reference.</summary>
    public static implicit operator TypeReference(string text) => Parse(text);

    /// <summary>The reference as a document would write it.</summary>
    public override string ToString() => Node.ToString();
}
