using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Web;

/// <summary>Helps whoever mistyped a name.</summary>
internal static class Suggestions
{
    private const int Listed = 10;
    private const int Shown = 60;

    /// <summary>The message for an unknown name: the nearest known one, or else what there is.</summary>
    public static string Unknown(string what, string name, IEnumerable<string> known)
    {
        var names = known.ToList();
        if (NearestName.Of(name, names) is { } nearest)
            return $"unknown {what} '{Cut(name)}'; did you mean '{nearest}'?";
        var list = string.Join(", ", names.Take(Listed));
        return names.Count == 0 ? $"unknown {what} '{Cut(name)}'; none is defined" : $"unknown {what} '{Cut(name)}'; known: {list}{(names.Count > Listed ? ", …" : "")}";
    }

    /// <summary>A text cut to what fits into a message.</summary>
    public static string Cut(string text) => text.Length <= Shown ? text : text[..Shown] + "…";
}
