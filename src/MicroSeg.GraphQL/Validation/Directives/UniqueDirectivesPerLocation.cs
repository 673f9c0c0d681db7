using System.Collections.Immutable;
using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Validation.Directives;

/// <summary>Section 5.7.3: a directive stands once at a place, unless it is repeatable. A type and its extensions are one place.</summary>
internal sealed class UniqueDirectivesPerLocation(ValidationContext context) : SyntaxVisitor
{
    public const string Code = "graphql.validation.unique_directives_per_location";

    private readonly Dictionary<string, DirectiveNode> _onSchema = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, DirectiveNode>> _onTypes = new(StringComparer.Ordinal);

    public override bool Enter(SyntaxNode node)
    {
        var directives = DirectivesOf(node);
        if (directives.IsEmpty)
            return true;
        var seen = SeenAt(node);
        foreach (var directive in directives.Where(directive => context.FindDirective(directive.Name.Value) is { IsRepeatable: false }))
        {
            if (!seen.TryAdd(directive.Name.Value, directive))
                context.Report(Code, $"The directive \"@{directive.Name}\" can only be used once at this location.", seen[directive.Name.Value], directive);
        }

        return true;
    }

    private Dictionary<string, DirectiveNode> SeenAt(SyntaxNode node)
    {
        if (node is SchemaNode)
            return _onSchema;
        if (node is not TypeDefinitionNode type)
            return new Dictionary<string, DirectiveNode>(StringComparer.Ordinal);
        if (!_onTypes.TryGetValue(type.Name.Value, out var seen))
            _onTypes[type.Name.Value] = seen = new Dictionary<string, DirectiveNode>(StringComparer.Ordinal);
        return seen;
    }

    private static ImmutableArray<DirectiveNode> DirectivesOf(SyntaxNode node) => node switch
    {
        SelectionNode selection => selection.Directives,
        DefinitionNode definition => definition.Directives,
        VariableDefinitionNode variable => variable.Directives,
        FieldDefinitionNode field => field.Directives,
        InputValueDefinitionNode input => input.Directives,
        EnumValueDefinitionNode value => value.Directives,
        _ => [],
    };
}
