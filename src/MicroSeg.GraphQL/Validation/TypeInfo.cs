using MicroSeg.GraphQL.Language.Ast;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Validation;

/// <summary>Follows a walk through a document and tells what the schema says of the present place. Null stands for what it does not know.</summary>
internal sealed class TypeInfo(GraphQLSchema schema)
{
    private readonly Stack<GraphQLType?> _types = new();
    private readonly Stack<TypeDefinition?> _parents = new();
    private readonly List<GraphQLType?> _inputs = [];
    private readonly Stack<FieldDefinition?> _fields = new();
    private readonly Stack<bool> _defaults = new();

    /// <summary>The type of the present field, fragment or operation.</summary>
    public GraphQLType? Type => Top(_types);

    /// <summary>The type whose fields are selected here.</summary>
    public TypeDefinition? ParentType => Top(_parents);

    /// <summary>The type that a value must have here.</summary>
    public GraphQLType? InputType => _inputs.Count > 0 ? _inputs[^1] : null;

    /// <summary>The input type around this place.</summary>
    public GraphQLType? ParentInputType => _inputs.Count > 1 ? _inputs[^2] : null;

    public FieldDefinition? Field => Top(_fields);

    public DirectiveDefinition? Directive { get; private set; }

    public InputValueDefinition? Argument { get; private set; }

    public EnumValueDefinition? EnumValue { get; private set; }

    /// <summary>Whether the present argument or input field has a default.</summary>
    public bool HasDefault => Top(_defaults);

    public void Enter(SyntaxNode node)
    {
        switch (node)
        {
            case SelectionSetNode:
                _parents.Push(Type?.Named is { IsComposite: true } parent ? parent : null);
                break;
            case FieldNode field:
                var definition = ParentType is { } owner ? schema.FindField(owner, field.Name.Value) : null;
                _fields.Push(definition);
                _types.Push(OutputOnly(definition?.Type));
                break;
            case DirectiveNode directive:
                Directive = schema.Directives.Find(directive.Name.Value);
                break;
            case OperationDefinitionNode operation:
                _types.Push(schema.RootType(operation.Operation));
                break;
            case InlineFragmentNode { TypeCondition: null }:
                _types.Push(OutputOnly(Type?.Named));
                break;
            case InlineFragmentNode fragment:
                _types.Push(OutputOnly(schema.FindType(fragment.TypeCondition)));
                break;
            case FragmentDefinitionNode fragment:
                _types.Push(OutputOnly(schema.FindType(fragment.TypeCondition)));
                break;
            case VariableDefinitionNode variable:
                _inputs.Add(InputOnly(schema.FindType(variable.Type)));
                break;
            case ArgumentNode argument:
                Argument = (Directive?.Arguments ?? Field?.Arguments)?.Find(argument.Name.Value);
                PushInput(Argument);
                break;
            case ListValueNode:
                _defaults.Push(false);
                _inputs.Add(InputType?.Nullable is ListType list ? list.Item : InputType?.Nullable);
                break;
            case ObjectFieldNode field:
                PushInput((InputType?.Named as InputObjectDefinition)?.Fields.Find(field.Name.Value));
                break;
            case EnumValueNode value:
                EnumValue = (InputType?.Named as EnumDefinition)?.Values.Find(value.Value);
                break;
        }
    }

    public void Leave(SyntaxNode node)
    {
        switch (node)
        {
            case SelectionSetNode:
                _parents.Pop();
                break;
            case FieldNode:
                _fields.Pop();
                _types.Pop();
                break;
            case DirectiveNode:
                Directive = null;
                break;
            case OperationDefinitionNode or InlineFragmentNode or FragmentDefinitionNode:
                _types.Pop();
                break;
            case VariableDefinitionNode:
                _inputs.RemoveAt(_inputs.Count - 1);
                break;
            case ArgumentNode:
                Argument = null;
                PopInput();
                break;
            case ListValueNode or ObjectFieldNode:
                PopInput();
                break;
            case EnumValueNode:
                EnumValue = null;
                break;
        }
    }

    private void PushInput(InputValueDefinition? input)
    {
        _defaults.Push(input?.Default is not null);
        _inputs.Add(InputOnly(input?.Type));
    }

    private void PopInput()
    {
        _defaults.Pop();
        _inputs.RemoveAt(_inputs.Count - 1);
    }

    private static GraphQLType? OutputOnly(GraphQLType? type) => type is { IsOutput: true } ? type : null;

    private static GraphQLType? InputOnly(GraphQLType? type) => type is { IsInput: true } ? type : null;

    private static T? Top<T>(Stack<T> stack) => stack.TryPeek(out var top) ? top : default;
}
