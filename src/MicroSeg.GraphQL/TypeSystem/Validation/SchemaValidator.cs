using MicroSeg.GraphQL.Introspection;
using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.TypeSystem;

/// <summary>The "Type Validation" parts of section 3: what a schema must keep to beyond its grammar.</summary>
internal sealed partial class SchemaValidator
{
    private readonly GraphQLSchema _schema;
    private readonly List<GraphQLError> _errors = [];

    private SchemaValidator(GraphQLSchema schema) => _schema = schema;

    /// <summary>All that is wrong with a schema.</summary>
    public static IReadOnlyList<GraphQLError> Validate(GraphQLSchema schema)
    {
        var validator = new SchemaValidator(schema);
        validator.CheckRootTypes();
        validator.CheckDefaultCycles();
        validator.CheckDirectives();
        foreach (var type in schema.Types.Where(type => !IntrospectionTypes.Contains(type.Name)))
            validator.CheckType(type);
        validator.CheckInputCycles();
        return validator._errors;
    }

    /// <summary>Section 3.3.1.</summary>
    private void CheckRootTypes()
    {
        if (_schema.QueryType is null)
            Report("Query root type must be provided.", _schema.Node);
        var roots = new[] { _schema.QueryType, _schema.MutationType, _schema.SubscriptionType }.OfType<ObjectDefinition>().ToList();
        if (roots.Distinct().Count() < roots.Count)
            Report("All root types must be different.", _schema.Node);
    }

    /// <summary>Section 3.13, "Type Validation".</summary>
    private void CheckDirectives()
    {
        foreach (var directive in _schema.Directives)
        {
            CheckName(directive.Name, directive.Node);
            if (directive.Locations.IsEmpty)
                Report($"Directive @{directive.Name} must include 1 or more locations.", directive.Node);
            foreach (var argument in directive.Arguments)
                CheckArgument(argument, $"@{directive.Name}({argument.Name}:)");
        }
    }

    private void CheckType(TypeDefinition type)
    {
        CheckName(type.Name, type.Node);
        switch (type)
        {
            case FieldsDefinition fields:
                CheckFields(fields);
                CheckInterfaces(fields);
                break;
            case UnionDefinition union:
                CheckUnion(union);
                break;
            case EnumDefinition of:
                CheckEnum(of);
                break;
            case InputObjectDefinition input:
                CheckInputObject(input);
                break;
        }
    }

    /// <summary>Sections 3.6 and 3.7, "Type Validation", rules 1 and 2.</summary>
    private void CheckFields(FieldsDefinition type)
    {
        if (type.Fields.Count == 0)
            Report($"Type {type.Name} must define one or more fields.", type.Node);
        CheckUnique(type.Fields, name => $"Field \"{type.Name}.{name}\" can only be defined once.", type.Node);
        foreach (var field in type.Fields)
        {
            var owner = $"{type.Name}.{field.Name}";
            CheckName(field.Name, field.Node);
            if (!field.Type.IsOutput)
                Report($"The type of {owner} must be Output Type but got: {field.Type}.", field.Node?.Type);
            CheckUnique(field.Arguments, name => $"Argument \"{owner}({name}:)\" can only be defined once.", field.Node);
            foreach (var argument in field.Arguments)
                CheckArgument(argument, $"{owner}({argument.Name}:)");
        }
    }

    private void CheckArgument(InputValueDefinition argument, string shown)
    {
        CheckName(argument.Name, argument.Node);
        if (!argument.Type.IsInput)
            Report($"The type of {shown} must be Input Type but got: {argument.Type}.", argument.Node?.Type);
        else
            CheckDefault(argument, shown);
        if (argument.IsRequired && argument.DeprecationReason is not null)
            Report($"Required argument {shown} cannot be deprecated.", argument.Node);
    }

    /// <summary>Section 3.8, "Type Validation".</summary>
    private void CheckUnion(UnionDefinition union)
    {
        if (union.Members.IsEmpty)
            Report($"Union type {union.Name} must define one or more member types.", union.Node);
        foreach (var member in union.Members.GroupBy(member => member.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
            Report($"Union type {union.Name} can only include type {member.Key} once.", union.Node);
        foreach (var member in union.Members.Where(member => member is not ObjectDefinition))
            Report($"Union type {union.Name} can only include Object types, it cannot include {member}.", union.Node);
    }

    /// <summary>Section 3.9, "Type Validation".</summary>
    private void CheckEnum(EnumDefinition type)
    {
        if (type.Values.Count == 0)
            Report($"Enum type {type.Name} must define one or more values.", type.Node);
        CheckUnique(type.Values, name => $"Enum value \"{type.Name}.{name}\" can only be defined once.", type.Node);
        foreach (var value in type.Values)
        {
            CheckName(value.Name, value.Node);
            if (value.Name is "true" or "false" or "null")
                Report($"Enum type {type.Name} cannot include value: {value.Name}.", value.Node);
        }
    }

    private void CheckUnique<T>(IReadOnlyList<T> items, Func<string, string> message, SyntaxNode? node)
        where T : INamedDefinition
    {
        foreach (var twice in items.GroupBy(item => item.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
            Report(message(twice.Key), node);
    }

    /// <summary>Section 2.1.9 and 4.2: what a name looks like, and which names are reserved.</summary>
    private void CheckName(string name, SyntaxNode? node)
    {
        if (name.StartsWith("__", StringComparison.Ordinal))
            Report($"Name \"{name}\" must not begin with \"__\", which is reserved by GraphQL introspection.", node);
        else if (name.Length == 0 || char.IsAsciiDigit(name[0]) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            Report($"\"{name}\" is not a name.", node);
    }

    private void Report(string message, SyntaxNode? node)
        => _errors.Add(new GraphQLError(GraphQLErrorCodes.Schema, message) { Locations = node is null ? [] : [node.Location.Position] });
}
