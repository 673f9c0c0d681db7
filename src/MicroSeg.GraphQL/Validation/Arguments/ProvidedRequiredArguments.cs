using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Validation.Arguments;

/// <summary>Section 5.4.3: an argument that is not nullable and has no default is given.</summary>
internal sealed class ProvidedRequiredArguments(ValidationContext context) : SyntaxVisitor
{
    public const string Code = "graphql.validation.provided_required_arguments";

    private readonly ProvidedRequiredArgumentsOnDirectives _onDirectives = new(context);

    public override void Leave(SyntaxNode node)
    {
        if (node is DirectiveNode)
            _onDirectives.Leave(node);
        if (node is not FieldNode field || context.Types.Field is not { } definition)
            return;
        foreach (var required in definition.Arguments.Where(argument => argument.IsRequired))
        {
            if (!field.Arguments.Any(argument => argument.Name.Value == required.Name))
                context.Report(Code, $"Field \"{definition.Name}\" argument \"{required.Name}\" of type \"{required.Type}\" is required, but it was not provided.", field);
        }
    }
}
