using System.Collections.Immutable;
using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Validation.Arguments;

/// <summary>Section 5.4.2: an argument is given once.</summary>
internal sealed class UniqueArgumentNames(ValidationContext context) : SyntaxVisitor
{
    public const string Code = "graphql.validation.unique_argument_names";

    public override bool Enter(SyntaxNode node)
    {
        var arguments = node switch
        {
            FieldNode field => field.Arguments,
            DirectiveNode directive => directive.Arguments,
            _ => ImmutableArray<ArgumentNode>.Empty,
        };
        foreach (var names in UniqueNames.Repeated(arguments, argument => argument.Name))
            context.Report(Code, $"There can be only one argument named \"{names[0]}\".", names);
        return true;
    }
}
