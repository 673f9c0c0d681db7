using MicroSeg.Api.Schema;
using MicroSeg.Api.Web;
using MicroSeg.Audience.Rules;

namespace MicroSeg.Api.Rfm;

/// <summary>What can go wrong with RFM models.</summary>
internal static class RfmErrors
{
    public const string Invalid = "rfm.invalid";
    public const string InvalidMessage = "The RFM model cannot be used as it is.";

    public static ApiException BadName(string name) => ApiException.Invalid(
        "rfm.bad_name", "This is not a name for an RFM model.", new Finding("name", "rfm.bad_name", $"found '{Suggestions.Cut(name)}', expected {SchemaNames.Rule}"));

    public static ApiException InvalidDefinition(IEnumerable<RuleFinding> findings) => ApiException.Invalid(
        Invalid, InvalidMessage, [.. findings.Select(f => new Finding(f.Path, f.Code, f.Suggestion is { } nearest ? $"{f.Message}; did you mean \"{nearest}\"?" : f.Message))]);

    public static ApiException NotFound(string name) => ApiException.NotFound("rfm.not_found", $"There is no RFM model '{name}'.");

    public static ApiException InUse(string name, IReadOnlyList<RfmUser> users)
    {
        var problem = ApiException.Conflict("rfm.in_use", $"RFM model '{name}' is in use by {string.Join(", ", users.Select(u => $"{u.Kind} '{u.Key}'"))}.");
        problem.Extensions["users"] = users;
        return problem;
    }
}
