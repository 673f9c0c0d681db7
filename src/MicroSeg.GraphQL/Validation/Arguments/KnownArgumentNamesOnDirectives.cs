using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Validation.Arguments;

/// <summary>Section 5.4.1 for directives, whether the schema or the document defines them.</summary>
internal sealed class KnownArgumentNamesOnDirectives : SyntaxVisitor
{
    private readonly ValidationContext _context;
    private readonly Dictionary<string, List<string>> _known = new(StringComparer.Ordinal);

    public KnownArgumentNamesOnDirectives(ValidationContext context)
    {
        _context = context;
        foreach (var directive in context.Directives)
            _known[directive.Name] = [.. directive.Arguments.Select(argument => argument.Name)];
        foreach (var directive in context.Document.Definitions.OfType<DirectiveDefinitionNode>())
            _known[directive.Name.Value] = [.. directive.Arguments.Select(argument => argument.Name.Value)];
    }

    public override bool Enter(SyntaxNode node)
    {
        if (node is not DirectiveNode directive)
            return true;
        if (!_known.TryGetValue(directive.Name.Value, out var known))
            return false;
        foreach (var argument in directive.Arguments.Where(argument => !known.Contains(argument.Name.Value)))
        {
            var hint = Suggestions.DidYouMean(argument.Name.Value, known);
            _context.Report(KnownArgumentNames.Code, $"Unknown argument \"{argument.Name}\" on directive \"@{directive.Name}\".{hint}", argument);
        }

        return false;
    }
}
