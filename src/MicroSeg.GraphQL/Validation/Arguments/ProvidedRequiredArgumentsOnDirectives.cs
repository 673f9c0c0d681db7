using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Validation.Arguments;

/// <summary>Section 5.4.3 for directives, whether the schema or the document defines them.</summary>
internal sealed class ProvidedRequiredArgumentsOnDirectives(ValidationContext context) : SyntaxVisitor
{
    public override void Leave(SyntaxNode node)
    {
        if (node is not DirectiveNode directive || context.FindDirective(directive.Name.Value) is not { } definition)
            return;
        foreach (var required in definition.Arguments.Where(IsRequired))
        {
            if (directive.Arguments.Any(argument => argument.Name.Value == required.Name))
                continue;
            var message = $"Directive \"@{directive.Name}\" argument \"{required.Name}\" of type \"{required.TypeReference}\" is required, but it was not provided.";
            context.Report(ProvidedRequiredArguments.Code, message, directive);
        }
    }

    // A directive of the document's own is not bound to types, so its type's text must do.
    private static bool IsRequired(InputValueDefinition argument) => argument is { TypeReference.Node: NonNullTypeNode, Default: null };
}
