using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using MicroSeg.GraphQL.Coercion;
using MicroSeg.GraphQL.Language.Ast;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Execution;

/// <summary>The fields of one object that share a response key (a <em>collected field set</em>'s entry, section 6.3.2), and what is known of them before execution.</summary>
internal sealed class CollectedField
{
    private readonly SelectionPlan _plan;
    private IReadOnlyDictionary<string, object?>? _arguments;
    private Below? _below;

    public CollectedField(SelectionPlan plan, ObjectDefinition parentType, string responseKey, FieldDefinition definition, ImmutableArray<FieldNode> nodes)
    {
        _plan = plan;
        ParentType = parentType;
        ResponseKey = responseKey;
        Definition = definition;
        Nodes = nodes;
        Prefix = [.. JsonSerializer.SerializeToUtf8Bytes(responseKey), (byte)':'];
        HasFixedArguments = Nodes[0].Arguments.All(argument => IsFixed(argument.Value))
            && definition.Arguments.All(argument => argument.Type.Named is not InputObjectDefinition);
    }

    /// <summary>The object type whose field it is.</summary>
    public ObjectDefinition ParentType { get; }

    public string ResponseKey { get; }

    /// <summary>The key as the response shows it, with the colon.</summary>
    public byte[] Prefix { get; }

    public FieldDefinition Definition { get; }

    public ImmutableArray<FieldNode> Nodes { get; }

    /// <summary>The field as messages name it, such as <c>Query.segment</c>.</summary>
    public string FullName => $"{ParentType.Name}.{Definition.Name}";

    /// <summary>Where the document selects the field.</summary>
    public ImmutableArray<SourceLocation> Locations => [.. Nodes.Select(node => node.Location.Position)];

    /// <summary>Whether no request has other arguments than the next one.</summary>
    private bool HasFixedArguments { get; }

    /// <summary>The fields to select of a value: <c>CollectSubfields(objectType, fields, variableValues)</c> of section 6.4.3.</summary>
    public ImmutableArray<CollectedField> Subfields(ObjectDefinition type)
    {
        for (var known = Volatile.Read(ref _below); known is not null; known = known.Next)
        {
            if (ReferenceEquals(known.Type, type))
                return known.Fields;
        }

        var fields = _plan.Collect(type, Nodes);
        Volatile.Write(ref _below, new Below(type, fields, _below));
        return fields;
    }

    /// <summary>Section 6.4.1.</summary>
    public bool TryArguments(VariableValues variables, out IReadOnlyDictionary<string, object?> arguments, out GraphQLError? error)
    {
        error = null;
        arguments = _arguments ?? FrozenDictionary<string, object?>.Empty;
        if (_arguments is not null)
            return true;
        if (!ArgumentValues.TryCoerce(Definition.Arguments, Nodes[0].Arguments, Nodes[0], variables, out var coerced, out error))
            return false;
        arguments = coerced;
        if (HasFixedArguments)
            _arguments = coerced;
        return true;
    }

    private static bool IsFixed(ValueNode value) => value switch
    {
        VariableNode => false,
        ListValueNode list => list.Values.All(IsFixed),
        ObjectValueNode record => record.Fields.All(field => IsFixed(field.Value)),
        _ => true,
    };

    private sealed record Below(ObjectDefinition Type, ImmutableArray<CollectedField> Fields, Below? Next);
}
