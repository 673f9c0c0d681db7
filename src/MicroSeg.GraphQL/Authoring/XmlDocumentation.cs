using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace MicroSeg.GraphQL.Authoring;

/// <summary>Descriptions from attributes or, failing that, from the doc comments that the compiler writes beside an assembly.</summary>
internal static partial class XmlDocumentation
{
    private static readonly ConcurrentDictionary<Assembly, Dictionary<string, XElement>> s_files = new();

    public static string? Of(Type type) => Given(type) ?? Text(Find(type.Assembly, "T:" + Name(type))?.Element("summary"));

    public static string? Of(MemberInfo member)
        => Given(member) ?? Text(Member(member)?.Element("summary")) ?? (member is PropertyInfo property ? OfRecordParameter(property) : null);

    public static string? Of(ParameterInfo parameter)
        => parameter.GetCustomAttribute<GraphQLDescriptionAttribute>()?.Description ?? Parameter(Member(parameter.Member), parameter.Name!);

    /// <summary>A positional record's parameter is described where the record is.</summary>
    private static string? OfRecordParameter(PropertyInfo property)
        => property.DeclaringType is { } type ? Parameter(Find(type.Assembly, "T:" + Name(type)), property.Name) : null;

    private static string? Given(MemberInfo member) => member.GetCustomAttribute<GraphQLDescriptionAttribute>(inherit: false)?.Description;

    private static string? Parameter(XElement? member, string name)
        => Text(member?.Elements("param").FirstOrDefault(param => (string?)param.Attribute("name") == name));

    private static XElement? Member(MemberInfo member)
    {
        var type = member.DeclaringType!;
        var kind = member switch { MethodBase => 'M', PropertyInfo => 'P', _ => 'F' };
        var id = $"{kind}:{Name(type)}.{member.Name.Replace(".ctor", "#ctor", StringComparison.Ordinal)}";
        if (member is MethodBase method && method.GetParameters() is { Length: > 0 } parameters)
            id += "(" + string.Join(',', parameters.Select(parameter => Name(parameter.ParameterType))) + ")";
        return Find(type.Assembly, id);
    }

    private static string Name(Type type)
    {
        if (type.IsArray)
            return Name(type.GetElementType()!) + "[]";
        if (!type.IsGenericType || type.IsGenericTypeDefinition)
            return (type.FullName ?? type.Name).Replace('+', '.');
        var definition = type.GetGenericTypeDefinition().FullName!.Replace('+', '.');
        return definition[..definition.IndexOf('`', StringComparison.Ordinal)] + "{" + string.Join(',', type.GetGenericArguments().Select(Name)) + "}";
    }

    private static XElement? Find(Assembly assembly, string id) => s_files.GetOrAdd(assembly, Load).GetValueOrDefault(id);

    private static Dictionary<string, XElement> Load(Assembly assembly)
    {
        var members = new Dictionary<string, XElement>(StringComparer.Ordinal);
        var path = Path.ChangeExtension(assembly.Location, ".xml");
        if (assembly.Location.Length == 0 || !File.Exists(path))
            return members;
        try
        {
            foreach (var member in XDocument.Load(path).Descendants("member"))
                members[(string?)member.Attribute("name") ?? ""] = member;
        }
        catch (XmlException)
        {
            // A file that is no documentation describes nothing.
        }

        return members;
    }

    private static string? Text(XElement? element)
    {
        if (element is null)
            return null;
        var text = string.Concat(element.Nodes().Select(Text));
        text = Spaces().Replace(text, " ").Trim();
        return text.Length == 0 ? null : text;
    }

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" or "seealso" } see => Reference(see),
        XElement { Name.LocalName: "paramref" or "typeparamref" } reference => $"`{(string?)reference.Attribute("name")}`",
        XElement element => string.Concat(element.Nodes().Select(Text)),
        _ => "",
    };

    private static string Reference(XElement see)
    {
        if (see.Value.Length > 0)
            return see.Value;
        var target = (string?)see.Attribute("cref") ?? (string?)see.Attribute("langword") ?? (string?)see.Attribute("href") ?? "";
        return $"`{target[(target.LastIndexOfAny(['.', ':']) + 1)..]}`";
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
