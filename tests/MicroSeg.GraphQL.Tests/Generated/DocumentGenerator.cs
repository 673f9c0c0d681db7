using System.Text;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Tests.Generated;

/// <summary>Makes documents for a schema, of which about half break one rule or several.</summary>
internal sealed class DocumentGenerator(GraphQLSchema schema, Random random)
{
    private readonly Dictionary<string, string> _variables = [];
    private readonly List<(string Name, TypeDefinition Type)> _fragments = [];
    private static readonly string[] s_directives = ["@skip(if: true)", "@include(if: false)", "@note", "@note(level: 1)", "@trace(sample: 0.5)", "@unknown", "@skip", "@note(text: 1)", "@deprecated"];
    private double _faults;
    private int _aliases;

    // GraphQL.js knows nothing yet of the ban on conditions at a subscription's root.
    private bool _isConditional = true;

    // GraphQL.js holds one-of objects in fragments against the variables of whatever operation stands before.
    private bool _isFragment;

    public string Next()
    {
        _faults = random.NextDouble() < 0.5 ? 0 : 0.02;
        _fragments.Clear();
        _variables.Clear();
        _aliases = 0;
        var operations = Enumerable.Range(0, random.Next(10) == 0 ? 2 : 1).Select(_ => Operation()).ToList();
        var fragments = new StringBuilder();
        for (var i = 0; i < _fragments.Count; i++)
            fragments.Append(Fragment(_fragments[i].Name, _fragments[i].Type)).Append('\n');

        // Fragments may use variables, so the operations' heads are written last.
        var heads = operations.Select((_, i) => Head(operations.Count > 1 || random.Next(3) == 0 ? $" Op{(Fault() ? 0 : i)}" : " "));
        return string.Concat(operations.Zip(heads, (operation, head) => $"{operation.Kind}{head} {operation.Body}\n")) + fragments;
    }

    private bool Fault() => random.NextDouble() < _faults;

    private T One<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    private (string Kind, string Body) Operation()
    {
        var kind = random.Next(10) switch { 0 => "mutation", 1 => "subscription", _ => "query" };
        var root = kind switch { "mutation" => schema.MutationType!, "subscription" => schema.SubscriptionType!, _ => schema.QueryType! };
        _isConditional = kind != "subscription";
        var body = kind != "subscription" || Fault() ? Selection(root, 3) : "{ " + Field(root, 3) + " }";
        _isConditional = true;
        return (kind, body);
    }

    private string Head(string name)
    {
        var variables = new Dictionary<string, string>(_variables, StringComparer.Ordinal);
        if (Fault())
            variables["unused"] = "Int";
        if (Fault() && variables.Count > 0)
            variables.Remove(variables.Keys.First());
        var list = variables.Count == 0 ? "" : "(" + string.Join(", ", variables.Select(variable => $"${variable.Key}: {variable.Value}")) + ")";
        return name + list + Directives(0.05);
    }

    private string Fragment(string name, TypeDefinition type)
    {
        var condition = Fault() ? One(["Int", "Filter", "Missing", "Leaf"]) : type.Name;
        _isFragment = true;
        _isConditional = !ReferenceEquals(type, schema.SubscriptionType);
        var text = $"fragment {name} on {condition}{Directives(0.05)} {Selection(type, 2)}";
        _isFragment = false;
        _isConditional = true;
        return text;
    }

    private string Selection(TypeDefinition type, int depth)
    {
        var count = random.Next(1, 4);
        return "{ " + string.Join(" ", Enumerable.Range(0, count).Select(_ => Selected(type, depth))) + " }";
    }

    private string Selected(TypeDefinition type, int depth) => random.Next(12) switch
    {
        0 => "__typename",
        1 when depth > 0 => $"... on {Condition(type).Name}{Directives(0.1)} {Selection(Condition(type), depth - 1)}",
        2 when depth > 0 => $"...{Directives(0.2)} {Selection(type, depth - 1)}",
        3 when depth > 0 => "..." + FragmentName(type),
        _ => Field(type, depth),
    };

    private TypeDefinition Condition(TypeDefinition type)
        => Fault() ? One(schema.Types.Where(other => other.IsComposite).ToList()) : One<TypeDefinition>([type, .. schema.PossibleTypes(type)]);

    private string FragmentName(TypeDefinition type)
    {
        if (Fault())
            return One(["Missing", "F0", "F1"]);
        var known = _fragments.Where(fragment => ReferenceEquals(fragment.Type, type)).Select(fragment => fragment.Name).ToList();
        // A fragment that is spread again may be the one that is written just now, which makes a cycle.
        if (known.Count > 0 && (Fault() || random.Next(3) == 0))
            return One(known);
        if (_fragments.Count >= 4)
            return known.Count > 0 ? known[0] : Add(type);
        return Add(type);
    }

    private string Add(TypeDefinition type)
    {
        if (_fragments.Count >= 8)
            return _fragments[0].Name;
        _fragments.Add(($"F{_fragments.Count}", type));
        return _fragments[^1].Name;
    }

    private string Field(TypeDefinition type, int depth)
    {
        var fields = (type as FieldsDefinition)?.Fields.Where(field => depth > 0 || field.Type.IsLeaf).ToList() ?? [];
        if (fields.Count == 0 || Fault())
            return Fault() ? One(["missing", "name", "id", "__schema { queryType { name } }", "nam"]) : "__typename";
        var field = One(fields);
        var isSafe = field.Arguments.Count == 0 && field.Type.IsLeaf && field.Name != "ratio";
        var alias = random.Next(10) < (isSafe ? 9 : 1) ? "" : Fault() ? One(["a", "b", "name", "id"]) + ": " : $"f{_aliases++}: ";
        var below = field.Type.IsLeaf ? "" : " " + Selection(field.Type.Named, depth - 1);
        if (Fault())
            below = below.Length > 0 ? "" : " { x }";
        return $"{alias}{field.Name}{Arguments(field.Arguments)}{Directives(0.08)}{below}";
    }

    private string Arguments(DefinitionList<InputValueDefinition> definitions)
    {
        var given = definitions.Where(definition => (definition.IsRequired && !Fault()) || random.Next(2) == 0).Select(definition => $"{definition.Name}: {Value(definition.Type, 3)}").ToList();
        if (Fault())
            given.Add("missing: 1");
        if (Fault() && given.Count > 0)
            given.Add(given[0]);
        return given.Count == 0 ? "" : "(" + string.Join(", ", given) + ")";
    }

    private string Directives(double chance)
    {
        if (!_isConditional || random.NextDouble() >= chance)
            return "";
        return " " + (Fault() ? One(s_directives) + " " + One(s_directives) : One(s_directives[..2]));
    }

    private string Value(GraphQLType type, int depth)
    {
        if (Fault())
            return One(["null", "1", "1.5", "\"x\"", "true", "RED", "NONE", "[]", "{}", "{ id: 1, name: \"a\" }", "[[1]]", "99999999999", "\"\"\"block\"\"\"", "$missing"]);
        if (random.Next(6) == 0)
            return Variable(type);
        return type switch
        {
            NonNullType nonNull => Value(nonNull.Nullable, depth),
            _ when random.Next(15) == 0 => "null",
            ListType list when random.Next(5) == 0 => Value(list.Item, depth),
            ListType list => "[" + string.Join(", ", Enumerable.Range(0, random.Next(3)).Select(_ => Value(list.Item, depth - 1))) + "]",
            InputObjectDefinition { IsOneOf: true } input => OneOf(input, depth),
            InputObjectDefinition input => Record(input, depth),
            EnumDefinition of => One(of.Values).Name,
            _ => Scalar(type.Named.Name),
        };
    }

    private string OneOf(InputObjectDefinition input, int depth)
    {
        var field = One(input.Fields);
        return $"{{ {field.Name}: {(_isFragment ? "\"a\"" : Value(field.Type.WithoutNull(), depth - 1))} }}";
    }

    private string Record(InputObjectDefinition input, int depth)
    {
        var fields = input.Fields.Where(field => (field.IsRequired && !Fault()) || (depth > 0 && random.Next(3) == 0)).Select(field => $"{field.Name}: {Value(field.Type, depth - 1)}").ToList();
        if (Fault())
            fields.Add("missing: 1");
        if (Fault() && fields.Count > 0)
            fields.Add(fields[0]);
        return "{ " + string.Join(", ", fields) + " }";
    }

    private string Variable(GraphQLType type)
    {
        var name = One(["v", "w", "x", "y"]);
        if (_variables.TryGetValue(name, out var known) && known.TrimEnd('!') == type.Nullable.ToString() && (known == type.ToString() || Fault()))
            return "$" + name;
        name += _variables.Count;
        _variables[name] = Fault() ? One(["Int", "String!", "[Int]", "Shop", "Missing", "Filter"]) : type.ToString()!;
        if (type is not NonNullType && type.IsLeaf && random.Next(6) == 0)
            _variables[name] += Fault() ? " = {}" : " = null";
        return "$" + name;
    }

    private string Scalar(string name) => name switch
    {
        "Int" => One(["0", "-1", "42", "2147483647"]),
        "Float" => One(["0", "1.5", "-1e10", "2"]),
        "Boolean" => One(["true", "false"]),
        "ID" => One(["1", "\"a\"", "\"\""]),
        "Json" => One(["{ a: [1, \"x\"] }", "1", "\"text\"", "[1, 2]", "FREE"]),
        _ => One(["\"a\"", "\"\\u00e9\\n\"", "\"\"\"\n  block\n    text\n\"\"\""]),
    };
}
