using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Validation.Values;

/// <summary>
/// Section 5.6.1: a literal is a value of the type that is expected. Section 5.6.2: an input object has the given fields.
/// Section 5.6.4: its required fields are given.
/// </summary>
internal sealed class ValuesOfCorrectType(ValidationContext context) : SyntaxVisitor
{
    public const string Code = "graphql.validation.values_of_correct_type";

    private readonly Dictionary<string, VariableDefinitionNode> _variables = new(StringComparer.Ordinal);

    public override bool Enter(SyntaxNode node)
    {
        switch (node)
        {
            case VariableDefinitionNode variable:
                _variables[variable.Variable.Name.Value] = variable;
                return true;
            case ListValueNode list when context.Types.ParentInputType?.Nullable is not ListType:
                CheckLeaf(list);
                return false;
            case ObjectValueNode record when context.Types.InputType?.Named is InputObjectDefinition type:
                CheckObject(record, type);
                return true;
            case ObjectValueNode record:
                CheckLeaf(record);
                return false;
            case ObjectFieldNode field when context.Types is { InputType: null, ParentInputType.Named: InputObjectDefinition type }:
                var hint = Suggestions.DidYouMean(field.Name.Value, type.Fields.Select(known => known.Name));
                context.Report(Code, $"Field \"{field.Name}\" is not defined by type \"{type}\".{hint}", field);
                return true;
            case NullValueNode when context.Types.InputType is NonNullType type:
                context.Report(Code, $"Expected value of type \"{type}\", found null.", node);
                return true;
            case IntValueNode or FloatValueNode or StringValueNode or BooleanValueNode or EnumValueNode:
                CheckLeaf((ValueNode)node);
                return true;
            default:
                return true;
        }
    }

    public override void Leave(SyntaxNode node)
    {
        if (node is OperationDefinitionNode)
            _variables.Clear();
    }

    private void CheckLeaf(ValueNode node)
    {
        if (context.Types.InputType is not { } type)
            return;
        var error = type.Named switch
        {
            ScalarDefinition scalar => scalar.Coercion.Literal(node).Error,
            EnumDefinition of => EnumError(node, of),
            _ => $"Expected value of type \"{type}\", found {node}.",
        };
        if (error is not null)
            context.Report(Code, error, node);
    }

    private static string? EnumError(ValueNode node, EnumDefinition type)
    {
        if (node is not EnumValueNode value)
            return $"Enum \"{type}\" cannot represent non-enum value: {node}.";
        return type.Values.Find(value.Value) is not null
            ? null
            : $"Value \"{value.Value}\" does not exist in \"{type}\" enum.{Suggestions.DidYouMean(value.Value, type.Values.Select(known => known.Name))}";
    }

    private void CheckObject(ObjectValueNode record, InputObjectDefinition type)
    {
        foreach (var required in type.Fields.Where(field => field.IsRequired))
        {
            if (!record.Fields.Any(field => field.Name.Value == required.Name))
                context.Report(Code, $"Field \"{type}.{required.Name}\" of required type \"{required.Type}\" was not provided.", record);
        }

        if (type.IsOneOf)
            CheckOneOf(record, type);
    }

    /// <summary>Section 3.10.1: exactly one field, and not null.</summary>
    private void CheckOneOf(ObjectValueNode record, InputObjectDefinition type)
    {
        var names = record.Fields.Select(field => field.Name.Value).Distinct(StringComparer.Ordinal).ToList();
        if (names.Count != 1)
        {
            context.Report(Code, $"OneOf Input Object \"{type}\" must specify exactly one key.", record);
            return;
        }

        var value = record.Fields[^1].Value;
        if (value is NullValueNode)
            context.Report(Code, $"Field \"{type}.{names[0]}\" must be non-null.", record);
        else if (value is VariableNode { Name: var name } && _variables.TryGetValue(name.Value, out var variable) && variable.Type is not NonNullTypeNode)
            context.Report(Code, $"Variable \"{name}\" must be non-nullable to be used for OneOf Input Object \"{type}\".", record);
    }
}
