using System.Collections.Frozen;
using System.Collections.Immutable;
using MicroSeg.GraphQL.Language.Ast;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Execution;

/// <summary>What an operation selects once it is known which variables of <c>@skip</c> and <c>@include</c> hold. Requests share it.</summary>
/// <param name="flags">The values of those variables.</param>
internal sealed class SelectionPlan(
    GraphQLSchema schema, FrozenDictionary<string, FragmentDefinitionNode> fragments, OperationDefinitionNode operation, FrozenDictionary<string, bool> flags)
{
    private ImmutableArray<CollectedField>? _root;

    /// <summary>The root selection set's fields.</summary>
    public ImmutableArray<CollectedField> Root(ObjectDefinition rootType)
    {
        _root ??= Collect(rootType, [operation.SelectionSet]);
        return _root.Value;
    }

    /// <summary>The fields of the selection sets that several field nodes have.</summary>
    public ImmutableArray<CollectedField> Collect(ObjectDefinition type, ImmutableArray<FieldNode> nodes)
        => Collect(type, nodes.Where(node => node.SelectionSet is not null).Select(node => node.SelectionSet!));

    /// <summary><c>CollectFields(objectType, selectionSet, variableValues)</c> of section 6.3.2.</summary>
    private ImmutableArray<CollectedField> Collect(ObjectDefinition type, IEnumerable<SelectionSetNode> sets)
    {
        var groups = new OrderedDictionary<string, ImmutableArray<FieldNode>.Builder>(StringComparer.Ordinal);
        var visited = new HashSet<string>(StringComparer.Ordinal);
        foreach (var set in sets)
            Collect(type, set, groups, visited);
        var fields = ImmutableArray.CreateBuilder<CollectedField>(groups.Count);
        foreach (var (key, nodes) in groups)
        {
            // Validation has refused documents that select unknown fields.
            if (schema.FindField(type, nodes[0].Name.Value) is { } definition)
                fields.Add(new CollectedField(this, type, key, definition, nodes.ToImmutable()));
        }

        return fields.ToImmutable();
    }

    private void Collect(
        ObjectDefinition type, SelectionSetNode set, OrderedDictionary<string, ImmutableArray<FieldNode>.Builder> groups, HashSet<string> visited)
    {
        foreach (var selection in set.Selections)
        {
            if (!IsIncluded(selection.Directives))
                continue;
            switch (selection)
            {
                case FieldNode field:
                    if (!groups.TryGetValue(field.ResponseKey, out var group))
                        groups.Add(field.ResponseKey, group = ImmutableArray.CreateBuilder<FieldNode>(1));
                    group.Add(field);
                    break;
                case FragmentSpreadNode spread:
                    if (visited.Add(spread.Name.Value) && fragments.TryGetValue(spread.Name.Value, out var fragment) && Applies(fragment.TypeCondition, type))
                        Collect(type, fragment.SelectionSet, groups, visited);
                    break;
                case InlineFragmentNode inline when Applies(inline.TypeCondition, type):
                    Collect(type, inline.SelectionSet, groups, visited);
                    break;
            }
        }
    }

    /// <summary><c>DoesFragmentTypeApply(objectType, fragmentType)</c> of section 6.3.2.</summary>
    private bool Applies(NamedTypeNode? condition, ObjectDefinition type)
    {
        if (condition is null || condition.Name.Value == type.Name)
            return true;
        return schema.Types.Find(condition.Name.Value) is { } named && schema.IsSubType(type, named);
    }

    private bool IsIncluded(ImmutableArray<DirectiveNode> directives)
    {
        foreach (var directive in directives)
        {
            if (directive.Name.Value is not ("skip" or "include") || directive.Arguments.IsEmpty)
                continue;
            var holds = directive.Arguments[0].Value switch
            {
                BooleanValueNode literal => literal.Value,
                VariableNode variable => flags.GetValueOrDefault(variable.Name.Value),
                _ => false,
            };
            if (holds == (directive.Name.Value == "skip"))
                return false;
        }

        return true;
    }
}
