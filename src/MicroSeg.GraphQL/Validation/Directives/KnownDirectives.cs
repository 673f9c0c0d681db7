using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Validation.Directives;

/// <summary>Section 5.7.1: a directive is defined. Section 5.7.2: it stands where it may.</summary>
internal sealed class KnownDirectives(ValidationContext context) : SyntaxVisitor
{
    public const string Code = "graphql.validation.known_directives";

    public override bool Enter(SyntaxNode node)
    {
        if (node is not DirectiveNode directive)
            return true;
        if (context.FindDirective(directive.Name.Value) is not { } definition)
        {
            context.Report(Code, $"Unknown directive \"@{directive.Name}\".", directive);
            return true;
        }

        var place = Place();
        if (!definition.Locations.Contains(place))
            context.Report(Code, $"Directive \"@{directive.Name}\" may not be used on {DirectiveLocations.NameOf(place)}.", directive);
        return true;
    }

    private DirectiveLocation Place() => context.Ancestors[^1] switch
    {
        OperationDefinitionNode { Operation: OperationType.Query } => DirectiveLocation.Query,
        OperationDefinitionNode { Operation: OperationType.Mutation } => DirectiveLocation.Mutation,
        OperationDefinitionNode => DirectiveLocation.Subscription,
        FieldNode => DirectiveLocation.Field,
        FragmentSpreadNode => DirectiveLocation.FragmentSpread,
        InlineFragmentNode => DirectiveLocation.InlineFragment,
        FragmentDefinitionNode => DirectiveLocation.FragmentDefinition,
        VariableDefinitionNode => DirectiveLocation.VariableDefinition,
        SchemaNode => DirectiveLocation.Schema,
        ScalarTypeNode => DirectiveLocation.Scalar,
        ObjectTypeNode => DirectiveLocation.Object,
        FieldDefinitionNode => DirectiveLocation.FieldDefinition,
        InterfaceTypeNode => DirectiveLocation.Interface,
        UnionTypeNode => DirectiveLocation.Union,
        EnumTypeNode => DirectiveLocation.Enum,
        EnumValueDefinitionNode => DirectiveLocation.EnumValue,
        InputObjectTypeNode => DirectiveLocation.InputObject,
        InputValueDefinitionNode when context.Ancestors[^2] is InputObjectTypeNode => DirectiveLocation.InputFieldDefinition,
        InputValueDefinitionNode => DirectiveLocation.ArgumentDefinition,
        var other => throw new InvalidOperationException($"No directive stands on {other.Kind}"),
    };
}
