namespace MicroSeg.Audience.Schema;

/// <summary>The names that property types have in JSON.</summary>
public static class PropertyTypes
{
    private static readonly string[] NamesByType = ["string", "number", "decimal", "boolean", "date", "datetime", "stringSet", "geo"];

    /// <summary>All names, in the order of <see cref="PropertyType"/>.</summary>
    public static IReadOnlyList<string> Names => NamesByType;

    /// <summary>The name of <paramref name="type"/>, such as <c>stringSet</c>.</summary>
    public static string NameOf(PropertyType type) => NamesByType[(int)type];

    /// <summary>Finds the type of a name; case matters.</summary>
    public static bool TryParse(string? name, out PropertyType type)
    {
        var index = Array.IndexOf(NamesByType, name);
        type = (PropertyType)Math.Max(index, 0);
        return index >= 0;
    }
}
