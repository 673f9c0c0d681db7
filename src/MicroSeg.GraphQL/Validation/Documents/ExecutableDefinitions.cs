using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Validation.Documents;

/// <summary>Section 5.1.1: a document to be executed holds operations and fragments only.</summary>
internal sealed class ExecutableDefinitions(ValidationContext context) : SyntaxVisitor
{
    public const string Code = "graphql.validation.executable_definitions";

    public override bool Enter(SyntaxNode node)
    {
        foreach (var definition in context.Document.Definitions.OfType<TypeSystemNode>())
        {
            var name = definition switch
            {
                TypeDefinitionNode type => $"\"{type.Name}\"",
                DirectiveDefinitionNode directive => $"\"{directive.Name}\"",
                _ => "schema",
            };
            context.Report(Code, $"The {name} definition is not executable.", definition);
        }

        return false;
    }
}
