using System.Text.Json;

namespace MicroSeg.Api.Web;

/// <summary>Parameters of a query that are one of some words.</summary>
internal static class Choice
{
    /// <summary>The word that a parameter is, in whatever case; null when it is absent.</summary>
    /// <exception cref="ApiException">400, with the words: it is none of them.</exception>
    public static TEnum? Of<TEnum>(string name, string? given)
        where TEnum : struct, Enum
    {
        if (string.IsNullOrEmpty(given))
            return null;
        foreach (var value in Enum.GetValues<TEnum>())
        {
            if (given.Equals(Enum.GetName(value), StringComparison.OrdinalIgnoreCase))
                return value;
        }

        var words = string.Join(", ", Enum.GetNames<TEnum>().Select(JsonNamingPolicy.CamelCase.ConvertName));
        throw ApiException.Invalid("request.invalid", $"The parameter '{name}' is none of the words that it may be.", new Finding(name, "request.invalid", $"found \"{Suggestions.Cut(given)}\", expected one of {words}"));
    }
}
