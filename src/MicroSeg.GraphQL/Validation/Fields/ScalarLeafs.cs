using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Validation.Fields;

/// <summary>Section 5.3.3: a selection goes on until it comes to scalars and enums, and ends there.</summary>
internal sealed class ScalarLeafs(ValidationContext context) : SyntaxVisitor
{
    public const string Code = "graphql.validation.scalar_leafs";

    public override bool Enter(SyntaxNode node)
    {
        if (node is not FieldNode field || context.Types.Type is not { } type)
            return true;
        if (type.IsLeaf && field.SelectionSet is not null)
            context.Report(Code, $"Field \"{field.Name}\" must not have a selection since type \"{type}\" has no subfields.", field.SelectionSet);
        else if (!type.IsLeaf && field.SelectionSet is null)
            context.Report(Code, $"Field \"{field.Name}\" of type \"{type}\" must have a selection of subfields. Did you mean \"{field.Name} {{ ... }}\"?", field);
        return true;
    }
}
