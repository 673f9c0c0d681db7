using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Validation.Arguments;

/// <summary>Section 5.4.1: an argument is defined by its field or directive.</summary>
internal sealed class KnownArgumentNames(ValidationContext context) : SyntaxVisitor
{
    public const string Code = "graphql.validation.known_argument_names";

    private readonly KnownArgumentNamesOnDirectives _onDirectives = new(context);

    public override bool Enter(SyntaxNode node)
    {
        if (node is DirectiveNode)
            return _onDirectives.Enter(node);
        if (node is ArgumentNode argument && context.Types is { Argument: null, Field: { } field, ParentType: { } type })
        {
            var hint = Suggestions.DidYouMean(argument.Name.Value, field.Arguments.Select(known => known.Name));
            context.Report(Code, $"Unknown argument \"{argument.Name}\" on field \"{type}.{field.Name}\".{hint}", argument);
        }

        return true;
    }
}
