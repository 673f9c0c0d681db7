using Microsoft.AspNetCore.Authentication;

namespace MicroSeg.Api.Security;

/// <summary>A key that is let in.</summary>
/// <param name="Name">Who has it.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="Result">The same for the framework's authentication.</param>
internal sealed record KnownKey(string Name, IReadOnlyList<string> Scopes, AuthenticateResult Result)
{
    /// <summary>Whether it may fetch content.</summary>
    public bool MayFetchContent { get; } = Scopes.Contains(Security.Scopes.Content, StringComparer.Ordinal);
}
