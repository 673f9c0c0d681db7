using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace MicroSeg.Api.Security;

/// <summary>API keys and what they allow.</summary>
internal static class SecurityExtensions
{
    /// <summary>Adds authentication by API key and a policy for each scope; everything needs a key unless it says otherwise.</summary>
    public static IServiceCollection AddApiSecurity(this IServiceCollection services)
    {
        services.AddOptions<SecurityOptions>().BindConfiguration(SecurityOptions.Section).ValidateOnStart()
            .Validate(o => o.Keys.All(k => k.Scopes.Count > 0 && k.Scopes.All(Scopes.All.Contains)), $"Every key in Security:Keys needs scopes, each one of: {string.Join(", ", Scopes.All)}.")
            .Validate(o => o.Keys.All(k => k.Sha256 is { Length: 64 } && k.Sha256.All(char.IsAsciiHexDigit)), "Every key in Security:Keys needs a Sha256 of 64 hexadecimal digits.");
        services.AddSingleton<KeyRing>();
        services.AddAuthentication(ApiKeyAuthentication.SchemeName).AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, null);
        var authorization = services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        foreach (var scope in Scopes.All)
            authorization.AddPolicy(scope, policy => policy.RequireClaim(ApiKeyAuthentication.ScopeClaim, scope));
        return services;
    }
}
