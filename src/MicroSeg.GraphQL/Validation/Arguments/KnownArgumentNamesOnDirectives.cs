using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Validation.Arguments;

/// <summary>Section 5.4.1 for directives, whether the schema or the document defines them.</summary>
internal sealed class KnownArgumentNamesOnDirectives(ValidationContext context) : SyntaxVisitor
{
    public override bool Enter(SyntaxNode node)
    {
        if (node is not DirectiveNode directive)
            return true;
        if (directive.Arguments.IsEmpty || context.FindDirective(directive.Name.Value) is not { } definition)
            return false;
        foreach (var argument in directive.Arguments.Where(argument => definition.Arguments.Find(argument.Name.Value) is null))
        {
            var hint = Suggestions.DidYouMean(argument.Name.Value, definition.Arguments.Select(known => known.Name));
            context.Report(KnownArgumentNames.Code, $"Unknown argument \"{argument.Name}\" on directive \"@{directive.Name}\".{hint}", argument);
        }

        return false;
    }
}
