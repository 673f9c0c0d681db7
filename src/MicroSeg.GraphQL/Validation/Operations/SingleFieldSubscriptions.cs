using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Validation.Operations;

/// <summary>Section 5.2.4.1: a subscription selects exactly one root field, no meta-field, and leaves nothing there to a condition.</summary>
internal sealed class SingleFieldSubscriptions(ValidationContext context) : SyntaxVisitor
{
    public const string Code = "graphql.validation.single_field_subscriptions";

    public override bool Enter(SyntaxNode node)
    {
        if (node is OperationDefinitionNode { Operation: OperationType.Subscription } operation && context.Schema.SubscriptionType is { } type)
            Check(operation, type);
        return node is DocumentNode;
    }

    private void Check(OperationDefinitionNode operation, ObjectDefinition type)
    {
        var subject = operation.Name is null ? "Anonymous Subscription" : $"Subscription \"{operation.Name}\"";
        var groups = new List<List<FieldNode>>();
        var conditions = new List<DirectiveNode>();
        Collect(operation.SelectionSet, type, groups, conditions, []);

        if (conditions.Count > 0)
            context.Report(Code, $"{subject} must not use `@skip` or `@include` directives in the top level selection.", [.. conditions]);
        if (groups.Count > 1)
            context.Report(Code, $"{subject} must select only one top level field.", [.. groups.Skip(1).SelectMany(fields => fields)]);
        foreach (var fields in groups.Where(fields => fields[0].Name.Value.StartsWith("__", StringComparison.Ordinal)))
            context.Report(Code, $"{subject} must not select an introspection top level field.", [.. fields]);
    }

    /// <summary><c>CollectSubscriptionFields(objectType, selectionSet, visitedFragments)</c>: the fields by response key.</summary>
    private void Collect(SelectionSetNode set, ObjectDefinition type, List<List<FieldNode>> groups, List<DirectiveNode> conditions, HashSet<string> visited)
    {
        context.Spend();
        foreach (var selection in set.Selections)
        {
            conditions.AddRange(selection.Directives.Where(directive => directive.Name.Value is "skip" or "include"));
            switch (selection)
            {
                case FieldNode field:
                    Add(groups, field);
                    break;
                case InlineFragmentNode fragment when fragment.TypeCondition is null || Applies(fragment.TypeCondition, type):
                    Collect(fragment.SelectionSet, type, groups, conditions, visited);
                    break;
                case FragmentSpreadNode spread when visited.Add(spread.Name.Value):
                    if (context.FindFragment(spread.Name.Value) is { } target && Applies(target.TypeCondition, type))
                        Collect(target.SelectionSet, type, groups, conditions, visited);
                    break;
            }
        }
    }

    private static void Add(List<List<FieldNode>> groups, FieldNode field)
    {
        var group = groups.Find(fields => fields[0].ResponseKey == field.ResponseKey);
        if (group is null)
            groups.Add([field]);
        else
            group.Add(field);
    }

    private bool Applies(NamedTypeNode condition, ObjectDefinition type)
        => context.Schema.FindType(condition) is TypeDefinition named && (ReferenceEquals(named, type) || context.Schema.IsSubType(type, named));
}
