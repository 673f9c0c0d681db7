using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Validation;

/// <content>The places where operations use variables.</content>
internal sealed partial class ValidationContext
{
    private readonly Dictionary<ExecutableDefinitionNode, List<VariableUsage>> _usages = [];
    private readonly Dictionary<OperationDefinitionNode, List<VariableUsage>> _usagesReached = [];

    /// <summary>The variables that an operation uses, itself or through fragments.</summary>
    public IReadOnlyList<VariableUsage> VariablesReachedBy(OperationDefinitionNode operation)
    {
        if (_usagesReached.TryGetValue(operation, out var reached))
            return reached;
        reached = [.. VariablesIn(operation)];
        foreach (var fragment in FragmentsReachedBy(operation))
        {
            var usages = VariablesIn(fragment);
            Spend(usages.Count);
            reached.AddRange(usages);
        }

        return _usagesReached[operation] = reached;
    }

    private List<VariableUsage> VariablesIn(ExecutableDefinitionNode definition)
    {
        if (_usages.TryGetValue(definition, out var usages))
            return usages;
        var collector = new UsageCollector(new TypeInfo(Schema));
        collector.Walk(definition);
        return _usages[definition] = collector.Usages;
    }

    private sealed class UsageCollector(TypeInfo types) : SyntaxVisitor
    {
        public List<VariableUsage> Usages { get; } = [];

        public override bool Enter(SyntaxNode node)
        {
            if (node is VariableDefinitionNode)
                return false;
            types.Enter(node);
            if (node is VariableNode variable)
                Usages.Add(new VariableUsage(variable, types.InputType, types.HasDefault, types.ParentInputType));
            return true;
        }

        public override void Leave(SyntaxNode node) => types.Leave(node);
    }
}

/// <summary>A variable where a value is expected.</summary>
/// <param name="Type">The expected type; null if the schema does not know the place.</param>
/// <param name="HasDefault">Whether the place has a default of its own.</param>
/// <param name="ParentType">The input type around the place, if there is one.</param>
internal readonly record struct VariableUsage(VariableNode Variable, GraphQLType? Type, bool HasDefault, GraphQLType? ParentType);
