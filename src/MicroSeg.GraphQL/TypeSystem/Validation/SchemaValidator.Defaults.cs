using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.TypeSystem;

/// <content>Defaults of arguments and input fields (sections 3.6.1 and 3.10).</content>
internal sealed partial class SchemaValidator
{
    // Defaults that come back to themselves have no value, so nothing may try to work it out.
    private bool _hasDefaultCycles;

    private void CheckDefault(InputValueDefinition input, string shown)
    {
        if (!_hasDefaultCycles && input.Default is not null && DefaultLiterals.Of(input) is null)
            Report($"The default of {shown} is no value of type {input.Type}: {input.Default}.", (SyntaxNode?)input.Node?.DefaultValue ?? input.Node);
    }

    /// <summary><c>InputObjectDefaultValueHasCycle(inputObject)</c>.</summary>
    private void CheckDefaultCycles()
    {
        var done = new HashSet<InputValueDefinition>();
        foreach (var type in _schema.Types.OfType<InputObjectDefinition>())
        {
            foreach (var field in type.Fields.Where(field => HasCycle(field, [], done)))
            {
                _hasDefaultCycles = true;
                Report($"The default of {type.Name}.{field.Name} comes back to itself.", (SyntaxNode?)field.Node?.DefaultValue ?? field.Node);
            }
        }
    }

    private static bool HasCycle(InputValueDefinition field, HashSet<InputValueDefinition> open, HashSet<InputValueDefinition> done)
    {
        if (field.Default is null || done.Contains(field))
            return false;
        if (!open.Add(field))
            return true;
        var hasCycle = HasCycle(field.Default, field.Type, open, done);
        open.Remove(field);
        done.Add(field);
        return hasCycle;
    }

    private static bool HasCycle(ValueNode literal, GraphQLType type, HashSet<InputValueDefinition> open, HashSet<InputValueDefinition> done)
    {
        if (literal is ListValueNode list)
            return list.Values.Any(item => HasCycle(item, type, open, done));
        if (literal is not ObjectValueNode record || type.Named is not InputObjectDefinition input)
            return false;
        foreach (var field in input.Fields)
        {
            var given = record.Fields.FirstOrDefault(given => given.Name.Value == field.Name);
            if (given is null ? HasCycle(field, open, done) : HasCycle(given.Value, field.Type, open, done))
                return true;
        }

        return false;
    }
}
