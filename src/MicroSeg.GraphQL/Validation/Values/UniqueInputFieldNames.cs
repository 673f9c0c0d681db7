using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Validation.Values;

/// <summary>Section 5.6.3: a field of an input object is given once.</summary>
internal sealed class UniqueInputFieldNames(ValidationContext context) : SyntaxVisitor
{
    public const string Code = "graphql.validation.unique_input_field_names";

    private readonly Stack<Dictionary<string, NameNode>> _known = new();

    public override bool Enter(SyntaxNode node)
    {
        if (node is ObjectValueNode)
            _known.Push(new Dictionary<string, NameNode>(StringComparer.Ordinal));
        else if (node is ObjectFieldNode { Name: var name } && !_known.Peek().TryAdd(name.Value, name))
            context.Report(Code, $"There can be only one input field named \"{name}\".", _known.Peek()[name.Value], name);
        return true;
    }

    public override void Leave(SyntaxNode node)
    {
        if (node is ObjectValueNode)
            _known.Pop();
    }
}
