using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Validation.Sdl;

/// <summary>Section 3.3: there is one schema definition at most.</summary>
internal sealed class LoneSchemaDefinition(ValidationContext context) : SyntaxVisitor
{
    public const string Code = "graphql.validation.lone_schema_definition";

    private readonly bool _isDefined = context.ExistingSchema is { } schema
        && (schema.Node is not null || schema.QueryType is not null || schema.MutationType is not null || schema.SubscriptionType is not null);

    private int _definitions;

    public override bool Enter(SyntaxNode node)
    {
        if (node is SchemaNode { IsExtension: false })
        {
            if (_isDefined)
                context.Report(Code, "Cannot define a new schema within a schema extension.", node);
            else if (_definitions++ > 0)
                context.Report(Code, "Must provide only one schema definition.", node);
        }

        return node is DocumentNode;
    }
}
