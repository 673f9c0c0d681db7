using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Security;

/// <summary>The keys that are let in and what each may do, made ready once: every request asks. Keys are compared as hashes, in constant time.</summary>
internal sealed class KeyRing(IOptions<SecurityOptions> options)
{
    private const string DevelopmentKey = "dev";

    private readonly AuthenticateResult? _development = options.Value.AllowDevelopmentKey ? Success("development", Scopes.All) : null;
    private readonly (byte[] Hash, AuthenticateResult Result)[] _known = [.. options.Value.Keys.Select(k => (Convert.FromHexString(k.Sha256), Success(k.Name, k.Scopes)))];

    /// <summary>Who has the key; null when nobody has.</summary>
    public AuthenticateResult? Find(string key, IPAddress? caller)
    {
        if (_development is not null && key == DevelopmentKey && IsLoopback(caller))
            return _development;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        foreach (var (known, result) in _known)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, known))
                return result;
        }

        return null;
    }

    // A request without an address comes from inside the process: the in-memory server of the tests.
    private static bool IsLoopback(IPAddress? address) => address is null || IPAddress.IsLoopback(address);

    private static AuthenticateResult Success(string name, IReadOnlyList<string> scopes)
    {
        var identity = new ClaimsIdentity([new(ClaimTypes.Name, name), .. scopes.Select(s => new Claim(ApiKeyAuthentication.ScopeClaim, s))], ApiKeyAuthentication.SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), ApiKeyAuthentication.SchemeName));
    }
}
