using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Security;

/// <summary>Takes an API key from <c>Authorization: Bearer</c> or <c>X-Api-Key</c>. Keys are compared as hashes, in constant time.</summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> schemeOptions,
    IOptions<SecurityOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder) : AuthenticationHandler<AuthenticationSchemeOptions>(schemeOptions, logger, encoder)
{
    public const string SchemeName = "ApiKey";
    public const string ScopeClaim = "scope";
    private const string DevelopmentKey = "dev";
    private const string Bearer = "Bearer ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var key = KeyOf(Request);
        if (key is null)
            return Task.FromResult(AuthenticateResult.NoResult());
        if (key == DevelopmentKey && options.Value.AllowDevelopmentKey && IsLoopback(Context.Connection.RemoteIpAddress))
            return Task.FromResult(Success("development", Scopes.All));

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        foreach (var known in options.Value.Keys)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, Convert.FromHexString(known.Sha256)))
                return Task.FromResult(Success(known.Name, known.Scopes));
        }

        return Task.FromResult(AuthenticateResult.Fail("The API key is not known here."));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    private static string? KeyOf(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        if (authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return authorization[Bearer.Length..].Trim();
        return request.Headers.TryGetValue("X-Api-Key", out var header) && header.Count == 1 ? header[0] : null;
    }

    // A request without an address comes from inside the process: the in-memory server of the tests.
    private static bool IsLoopback(IPAddress? address) => address is null || IPAddress.IsLoopback(address);

    private static AuthenticateResult Success(string name, IReadOnlyList<string> scopes)
    {
        var identity = new ClaimsIdentity([new(ClaimTypes.Name, name), .. scopes.Select(s => new Claim(ScopeClaim, s))], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }
}
