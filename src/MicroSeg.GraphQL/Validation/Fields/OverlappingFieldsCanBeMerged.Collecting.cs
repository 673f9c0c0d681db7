using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using MicroSeg.GraphQL.Language.Ast;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Validation.Fields;

/// <content>The fields of selection sets by response key, each set's collected once.</content>
internal sealed partial class OverlappingFieldsCanBeMerged
{
    private readonly Dictionary<SelectionSetNode, CollectedFields> _collected = [];

    private CollectedFields FieldsOf(FragmentDefinitionNode fragment)
        => FieldsOf(context.Schema.FindType(fragment.TypeCondition) as TypeDefinition, fragment.SelectionSet);

    private CollectedFields FieldsOf(TypeDefinition? type, SelectionSetNode set)
    {
        if (_collected.TryGetValue(set, out var fields))
            return fields;
        fields = new CollectedFields();
        Collect(fields, type, set);
        return _collected[set] = fields;
    }

    private void Collect(CollectedFields fields, TypeDefinition? type, SelectionSetNode set)
    {
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case FieldNode field:
                    var definition = (type as FieldsDefinition)?.Fields.Find(field.Name.Value);
                    fields.Add(field.ResponseKey, new CollectedField(type, field, definition));
                    break;
                case FragmentSpreadNode spread:
                    fields.AddSpread(spread.Name.Value);
                    break;
                case InlineFragmentNode { TypeCondition: { } condition } fragment:
                    Collect(fields, context.Schema.FindType(condition) as TypeDefinition, fragment.SelectionSet);
                    break;
                case InlineFragmentNode fragment:
                    Collect(fields, type, fragment.SelectionSet);
                    break;
            }
        }
    }

    private sealed class CollectedFields
    {
        private readonly Dictionary<string, List<CollectedField>> _byKey = new(StringComparer.Ordinal);
        private readonly HashSet<string> _spreads = new(StringComparer.Ordinal);

        public List<(string Key, List<CollectedField> Fields)> ByKey { get; } = [];

        /// <summary>The names of the fragments that are spread, each once.</summary>
        public List<string> Spreads { get; } = [];

        public bool TryGet(string key, [NotNullWhen(true)] out List<CollectedField>? fields) => _byKey.TryGetValue(key, out fields);

        public void Add(string key, CollectedField field)
        {
            if (!_byKey.TryGetValue(key, out var fields))
            {
                _byKey[key] = fields = [];
                ByKey.Add((key, fields));
            }

            fields.Add(field);
        }

        public void AddSpread(string name)
        {
            if (_spreads.Add(name))
                Spreads.Add(name);
        }
    }

    /// <param name="Parent">The type whose field it is; null if the schema does not know it.</param>
    private readonly record struct CollectedField(TypeDefinition? Parent, FieldNode Node, FieldDefinition? Definition);

    /// <param name="Left">The field of one side, and the fields below it that are in conflict.</param>
    private sealed record FieldConflict(string Key, string Reason, ImmutableArray<FieldNode> Left, ImmutableArray<FieldNode> Right);
}
