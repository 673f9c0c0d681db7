using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Validation.Arguments;

/// <summary>Section 5.4.3 for directives, whether the schema or the document defines them.</summary>
internal sealed class ProvidedRequiredArgumentsOnDirectives : SyntaxVisitor
{
    private readonly ValidationContext _context;
    private readonly Dictionary<string, List<(string Name, string Type)>> _required = new(StringComparer.Ordinal);

    public ProvidedRequiredArgumentsOnDirectives(ValidationContext context)
    {
        _context = context;
        foreach (var directive in context.Directives)
            _required[directive.Name] = [.. directive.Arguments.Where(argument => argument.IsRequired).Select(argument => (argument.Name, argument.Type.ToString()!))];
        foreach (var directive in context.Document.Definitions.OfType<DirectiveDefinitionNode>())
            _required[directive.Name.Value] = [.. directive.Arguments.Where(IsRequired).Select(argument => (argument.Name.Value, argument.Type.ToString()))];
    }

    public override void Leave(SyntaxNode node)
    {
        if (node is not DirectiveNode directive || !_required.TryGetValue(directive.Name.Value, out var required))
            return;
        foreach (var (name, type) in required.Where(required => !directive.Arguments.Any(argument => argument.Name.Value == required.Name)))
        {
            var message = $"Directive \"@{directive.Name}\" argument \"{name}\" of type \"{type}\" is required, but it was not provided.";
            _context.Report(ProvidedRequiredArguments.Code, message, directive);
        }
    }

    private static bool IsRequired(InputValueDefinitionNode argument) => argument is { Type: NonNullTypeNode, DefaultValue: null };
}
