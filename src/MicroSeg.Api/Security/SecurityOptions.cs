using System.ComponentModel.DataAnnotations;

namespace MicroSeg.Api.Security;

/// <summary>Who may call: section <c>Security</c>.</summary>
internal sealed record SecurityOptions
{
    public const string Section = "Security";

    /// <summary>The API keys. Only their hashes are kept; <c>MicroSeg.Api key NAME</c> makes a new one.</summary>
    public IReadOnlyList<ApiKey> Keys { get; init; } = [];

    /// <summary>Takes the key <c>dev</c> from loopback, with every scope. Set in the Development settings only.</summary>
    public bool AllowDevelopmentKey { get; init; }

    internal sealed record ApiKey
    {
        /// <summary>Who has it; shown in logs.</summary>
        [Required]
        public required string Name { get; init; }

        /// <summary>The SHA-256 of the key, in hexadecimal.</summary>
        [Required, RegularExpression("^[0-9a-fA-F]{64}$", ErrorMessage = "Sha256 is 64 hexadecimal digits.")]
        public required string Sha256 { get; init; }

        /// <summary>What it may do: any of <see cref="Security.Scopes.All"/>.</summary>
        public IReadOnlyList<string> Scopes { get; init; } = [];
    }
}
