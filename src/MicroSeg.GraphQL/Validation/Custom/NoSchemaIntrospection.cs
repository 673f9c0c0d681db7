using MicroSeg.GraphQL.Introspection;
using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Validation.Custom;

/// <summary>For hosts that keep their schema to themselves: nothing of section 4 but <c>__typename</c> is selected.</summary>
internal sealed class NoSchemaIntrospection(ValidationContext context) : SyntaxVisitor
{
    public const string Code = "graphql.validation.no_schema_introspection";

    public override bool Enter(SyntaxNode node)
    {
        if (node is FieldNode field && context.Types.Type is { } type && IntrospectionTypes.Contains(type.Named.Name))
            context.Report(Code, $"GraphQL introspection has been disabled, but the requested query contained the field \"{field.Name}\".", field);
        return true;
    }
}
