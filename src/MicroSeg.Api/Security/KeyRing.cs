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
    private const int MaxKeyBytes = 1024;

    private readonly KnownKey? _development = options.Value.AllowDevelopmentKey ? Known("development", Scopes.All) : null;
    private readonly (byte[] Hash, KnownKey Key)[] _known = [.. options.Value.Keys.Select(k => (Convert.FromHexString(k.Sha256), Known(k.Name, k.Scopes)))];

    /// <summary>Who has the key; null when nobody has.</summary>
    public KnownKey? Find(string key, IPAddress? caller)
    {
        if (_development is not null && key == DevelopmentKey && IsLoopback(caller))
            return _development;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> utf8 = stackalloc byte[MaxKeyBytes];
        if (!Encoding.UTF8.TryGetBytes(key, utf8, out var length))
            return null;
        SHA256.HashData(utf8[..length], hash);
        foreach (var (known, found) in _known)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, known))
                return found;
        }

        return null;
    }

    // A request without an address comes from inside the process: the in-memory server of the tests.
    private static bool IsLoopback(IPAddress? address) => address is null || IPAddress.IsLoopback(address);

    private static KnownKey Known(string name, IReadOnlyList<string> scopes)
    {
        var identity = new ClaimsIdentity([new(ClaimTypes.Name, name), .. scopes.Select(s => new Claim(ApiKeyAuthentication.ScopeClaim, s))], ApiKeyAuthentication.SchemeName);
        return new KnownKey(name, scopes, AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), ApiKeyAuthentication.SchemeName)));
    }
}
