using FluentValidation;

namespace MicroSeg.Api.Web;

/// <summary>Runs the validators of request shapes.</summary>
internal static class Validation
{
    /// <exception cref="ApiException">400 with every finding.</exception>
    public static void ThrowIfInvalid<T>(this IValidator<T> validator, T request, string code, string message)
    {
        var result = validator.Validate(request);
        if (result.IsValid)
            return;
        throw ApiException.Invalid(code, message, [.. result.Errors.Select(e => new Finding(
            "$." + string.Join('.', e.PropertyName.Split('.').Select(CamelCase)), string.IsNullOrEmpty(e.ErrorCode) || !e.ErrorCode.Contains('.', StringComparison.Ordinal) ? code : e.ErrorCode, e.ErrorMessage))]);
    }

    private static string CamelCase(string name) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(name);
}
