using System.Reflection;
using System.Text;

namespace MicroSeg.GraphQL.Authoring;

/// <summary>What C# names are called in the schema.</summary>
internal static class Naming
{
    /// <summary>A field's name: <c>GetMembersAsync</c> is <c>members</c>.</summary>
    public static string Field(MemberInfo member)
        => member.GetCustomAttribute<GraphQLNameAttribute>(inherit: false)?.Name ?? Camel(member is MethodInfo ? Method(member.Name) : member.Name);

    /// <summary>A method's name without what says only how it is called.</summary>
    public static string Method(string name)
    {
        if (name.Length > 5 && name.EndsWith("Async", StringComparison.Ordinal))
            name = name[..^5];
        return name.Length > 3 && name.StartsWith("Get", StringComparison.Ordinal) && char.IsUpper(name[3]) ? name[3..] : name;
    }

    public static string Argument(ParameterInfo parameter) => parameter.GetCustomAttribute<GraphQLNameAttribute>()?.Name ?? Camel(parameter.Name!);

    /// <summary>A type's name: <c>Page&lt;Member&gt;</c> is <c>PageOfMember</c>, and an interface loses its I.</summary>
    public static string Type(Type type)
    {
        if (Given(type) is { } given)
            return given;
        if (type.IsGenericType)
            return type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)] + "Of" + string.Concat(type.GetGenericArguments().Select(Type));
        return type is { IsInterface: true, Name: ['I', >= 'A' and <= 'Z', ..] } ? type.Name[1..] : type.Name;
    }

    /// <summary>An input type's name: it ends in <c>Input</c>.</summary>
    public static string Input(Type type)
    {
        if (type.GetCustomAttribute<InputObjectTypeAttribute>()?.Name is { } given)
            return given;
        var name = Type(type);
        return name.EndsWith("Input", StringComparison.Ordinal) ? name : name + "Input";
    }

    /// <summary>An enum value's name: <c>TopPick</c> is <c>TOP_PICK</c>.</summary>
    public static string EnumValue(FieldInfo field) => field.GetCustomAttribute<GraphQLNameAttribute>()?.Name ?? UpperSnake(field.Name);

    /// <summary><c>IPAddress</c> is <c>ipAddress</c>, and <c>Name</c> is <c>name</c>.</summary>
    public static string Camel(string name)
    {
        var upper = 0;
        while (upper < name.Length && char.IsUpper(name[upper]))
            upper++;
        if (upper > 1 && upper < name.Length && char.IsLetter(name[upper]))
            upper--;
        return name[..upper].ToLowerInvariant() + name[upper..];
    }

    private static string UpperSnake(string name)
    {
        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var isStart = i > 0 && char.IsUpper(name[i]) && (char.IsLower(name[i - 1]) || char.IsDigit(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (isStart && name[i - 1] != '_')
                text.Append('_');
            text.Append(char.ToUpperInvariant(name[i]));
        }

        return text.ToString();
    }

    private static string? Given(Type type)
        => type.GetCustomAttribute<GraphQLNameAttribute>(inherit: false)?.Name
        ?? type.GetCustomAttribute<ObjectTypeAttribute>(inherit: false)?.Name
        ?? type.GetCustomAttribute<InterfaceTypeAttribute>(inherit: false)?.Name
        ?? type.GetCustomAttribute<UnionTypeAttribute>(inherit: false)?.Name
        ?? type.GetCustomAttribute<EnumTypeAttribute>(inherit: false)?.Name;
}
