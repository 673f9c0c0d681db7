using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.TypeSystem;

/// <content><c>IsValidImplementation(type, implementedType)</c> of section 3.6.</content>
internal sealed partial class SchemaValidator
{
    private void CheckInterfaces(FieldsDefinition type)
    {
        var seen = new HashSet<TypeDefinition>();
        foreach (var implemented in type.Interfaces)
        {
            if (implemented is not InterfaceDefinition of)
                Report($"Type {type} must only implement Interface types, it cannot implement {implemented}.", type.Node);
            else if (ReferenceEquals(type, of))
                Report($"Type {type} cannot implement itself because it would create a circular reference.", type.Node);
            else if (!seen.Add(of))
                Report($"Type {type} can only implement {of} once.", type.Node);
            else
                CheckImplementation(type, of);
        }
    }

    private void CheckImplementation(FieldsDefinition type, InterfaceDefinition of)
    {
        foreach (var ancestor in of.Interfaces.Where(ancestor => !type.Interfaces.Contains(ancestor)))
        {
            Report(
                ReferenceEquals(ancestor, type)
                    ? $"Type {type} cannot implement {of} because it would create a circular reference."
                    : $"Type {type} must implement {ancestor} because it is implemented by {of}.",
                type.Node);
        }

        foreach (var expected in of.Fields)
        {
            if (!type.Fields.TryFind(expected.Name, out var field))
            {
                Report($"Interface field {of}.{expected.Name} expected but {type} does not provide it.", type.Node);
                continue;
            }

            if (!TypeComparison.IsSubType(_schema, field.Type, expected.Type))
                Report($"Interface field {of}.{expected.Name} expects type {expected.Type} but {type}.{field.Name} is type {field.Type}.", Node(type, field));
            if (field.DeprecationReason is not null && expected.DeprecationReason is null)
                Report($"Interface field {of}.{expected.Name} is not deprecated, so implementation field {type}.{field.Name} must not be deprecated.", Node(type, field));
            CheckImplementation(type, field, of, expected);
        }
    }

    private void CheckImplementation(FieldsDefinition type, FieldDefinition field, InterfaceDefinition of, FieldDefinition expected)
    {
        foreach (var argument in expected.Arguments)
        {
            if (!field.Arguments.TryFind(argument.Name, out var given))
                Report($"Interface field argument {of}.{expected.Name}({argument.Name}:) expected but {type}.{field.Name} does not provide it.", Node(type, field));
            else if (!ReferenceEquals(given.Type, argument.Type))
                Report($"Interface field argument {of}.{expected.Name}({argument.Name}:) expects type {argument.Type} but {type}.{field.Name}({argument.Name}:) is type {given.Type}.", Node(type, field));
        }

        foreach (var argument in field.Arguments.Where(argument => argument.IsRequired && expected.Arguments.Find(argument.Name) is null))
            Report($"Object field {type}.{field.Name} includes required argument {argument.Name} that is missing from the Interface field {of}.{expected.Name}.", Node(type, field));
    }

    private static SyntaxNode? Node(FieldsDefinition type, FieldDefinition field) => (SyntaxNode?)field.Node ?? type.Node;
}
