using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using MicroSeg.GraphQL.Coercion;
using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Execution;

/// <summary>An operation of a valid document, with what its executions share.</summary>
internal sealed class PreparedOperation
{
    /// <summary>How many combinations of flags to keep plans for; others are planned at each request.</summary>
    private const int MaxPlans = 64;

    private readonly GraphQLSchema _schema;
    private readonly FrozenDictionary<string, FragmentDefinitionNode> _fragments;
    private readonly ImmutableArray<string> _flags;
    private readonly ConcurrentDictionary<string, SelectionPlan> _plans = new(StringComparer.Ordinal);

    public PreparedOperation(GraphQLSchema schema, DocumentNode document, OperationDefinitionNode node)
    {
        _schema = schema;
        Node = node;
        _fragments = document.Definitions.OfType<FragmentDefinitionNode>().ToFrozenDictionary(fragment => fragment.Name.Value, StringComparer.Ordinal);
        var flags = new FlagCollector();
        flags.Walk(document);
        _flags = [.. flags.Names.Where(name => node.VariableDefinitions.Any(variable => variable.Variable.Name.Value == name)).Order(StringComparer.Ordinal)];
    }

    public OperationDefinitionNode Node { get; }

    public OperationType Type => Node.Operation;

    /// <summary>The plan for a request's variables; null, with an error, if a variable of <c>@skip</c> or <c>@include</c> is null.</summary>
    public SelectionPlan? PlanFor(VariableValues variables, out GraphQLError? error)
    {
        error = null;
        var values = new bool[_flags.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (!variables.TryGet(_flags[i], out var value) || value is not bool flag)
            {
                error = new GraphQLError(GraphQLErrorCodes.Argument, $"Argument \"if\" of non-null type \"Boolean!\" must not be null, but ${_flags[i]} is.");
                return null;
            }

            values[i] = flag;
        }

        var key = string.Create(values.Length, values, static (text, flags) =>
        {
            for (var i = 0; i < flags.Length; i++)
                text[i] = flags[i] ? '1' : '0';
        });
        if (_plans.TryGetValue(key, out var plan))
            return plan;
        plan = new SelectionPlan(_schema, _fragments, Node, _flags.Zip(values).ToFrozenDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal));
        return _plans.Count < MaxPlans ? _plans.GetOrAdd(key, plan) : plan;
    }

    private sealed class FlagCollector : SyntaxVisitor
    {
        public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

        public override bool Enter(SyntaxNode node)
        {
            if (node is DirectiveNode { Name.Value: "skip" or "include" } directive && directive.Arguments.FirstOrDefault()?.Value is VariableNode variable)
                Names.Add(variable.Name.Value);
            return true;
        }
    }
}
