using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Validation;

/// <summary>Takes all rules through a document in one walk. A rule that does not enter a node is not told of what is below it.</summary>
internal sealed class RuleWalk(ValidationContext context, SyntaxVisitor[] rules) : SyntaxVisitor
{
    private readonly SyntaxNode?[] _skipped = new SyntaxNode?[rules.Length];

    public override bool Enter(SyntaxNode node)
    {
        context.Enter(node);
        for (var i = 0; i < rules.Length; i++)
        {
            if (_skipped[i] is null && !rules[i].Enter(node))
                _skipped[i] = node;
        }

        context.Ancestors.Add(node);
        return true;
    }

    public override void Leave(SyntaxNode node)
    {
        context.Ancestors.RemoveAt(context.Ancestors.Count - 1);
        for (var i = 0; i < rules.Length; i++)
        {
            if (_skipped[i] is null)
                rules[i].Leave(node);
            else if (ReferenceEquals(_skipped[i], node))
                _skipped[i] = null;
        }

        context.Leave(node);
    }
}
