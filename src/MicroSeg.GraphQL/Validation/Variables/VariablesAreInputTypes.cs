using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Validation.Variables;

/// <summary>Section 5.8.2: a variable's type is a scalar, an enum or an input object, or lists of those.</summary>
internal sealed class VariablesAreInputTypes(ValidationContext context) : SyntaxVisitor
{
    public const string Code = "graphql.validation.variables_are_input_types";

    public override bool Enter(SyntaxNode node)
    {
        if (node is VariableDefinitionNode variable && context.Schema.FindType(variable.Type) is { IsInput: false })
            context.Report(Code, $"Variable \"{variable.Variable}\" cannot be non-input type \"{variable.Type}\".", variable.Type);
        return true;
    }
}
