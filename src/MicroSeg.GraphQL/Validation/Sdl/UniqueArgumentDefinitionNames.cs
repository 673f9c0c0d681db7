using System.Collections.Immutable;
using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Validation.Sdl;

/// <summary>Sections 3.6.1 and 3.13: a field or directive has an argument of a name once.</summary>
internal sealed class UniqueArgumentDefinitionNames(ValidationContext context) : SyntaxVisitor
{
    public const string Code = "graphql.validation.unique_argument_definition_names";

    public override bool Enter(SyntaxNode node)
    {
        if (node is DirectiveDefinitionNode directive)
            Check($"@{directive.Name}", directive.Arguments);
        if (node is FieldsTypeNode type)
        {
            foreach (var field in type.Fields)
                Check($"{type.Name}.{field.Name}", field.Arguments);
        }

        return node is DocumentNode;
    }

    private void Check(string owner, ImmutableArray<InputValueDefinitionNode> arguments)
    {
        foreach (var names in UniqueNames.Repeated(arguments, argument => argument.Name))
            context.Report(Code, $"Argument \"{owner}({names[0]}:)\" can only be defined once.", names);
    }
}
