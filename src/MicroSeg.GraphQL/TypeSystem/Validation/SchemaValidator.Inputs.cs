namespace MicroSeg.GraphQL.TypeSystem;

/// <content>Section 3.10, "Type Validation".</content>
internal sealed partial class SchemaValidator
{
    private void CheckInputObject(InputObjectDefinition type)
    {
        if (type.Fields.Count == 0)
            Report($"Input Object type {type.Name} must define one or more fields.", type.Node);
        CheckUnique(type.Fields, name => $"Field \"{type.Name}.{name}\" can only be defined once.", type.Node);
        foreach (var field in type.Fields)
        {
            var shown = $"{type.Name}.{field.Name}";
            CheckName(field.Name, field.Node);
            if (!field.Type.IsInput)
                Report($"The type of {shown} must be Input Type but got: {field.Type}.", field.Node?.Type);
            else
                CheckDefault(field, shown);
            if (field.IsRequired && field.DeprecationReason is not null)
                Report($"Required input field {shown} cannot be deprecated.", field.Node);
            if (type.IsOneOf && field.Type.IsNonNull)
                Report($"OneOf input field {shown} must be nullable.", field.Node?.Type);
            if (type.IsOneOf && field.Default is not null)
                Report($"OneOf input field {shown} cannot have a default value.", field.Node);
        }
    }

    /// <summary>An input object may hold itself only where null or an empty list can end the chain.</summary>
    private void CheckInputCycles()
    {
        var done = new HashSet<InputObjectDefinition>();
        foreach (var type in _schema.Types.OfType<InputObjectDefinition>())
            CheckInputCycles(type, [], [], done);
    }

    private void CheckInputCycles(InputObjectDefinition type, List<InputObjectDefinition> path, List<string> names, HashSet<InputObjectDefinition> done)
    {
        if (!done.Add(type))
            return;
        path.Add(type);
        foreach (var field in type.Fields)
        {
            if (field.Type is not NonNullType { Nullable: InputObjectDefinition next })
                continue;
            names.Add(field.Name);
            var start = path.IndexOf(next);
            if (start < 0)
                CheckInputCycles(next, path, names, done);
            else
                Report($"Cannot reference Input Object {next} within itself through a series of non-null fields: \"{string.Join('.', names.Skip(start))}\".", field.Node);
            names.RemoveAt(names.Count - 1);
        }

        path.RemoveAt(path.Count - 1);
    }
}
