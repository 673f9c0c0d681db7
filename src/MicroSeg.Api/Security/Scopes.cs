namespace MicroSeg.Api.Security;

/// <summary>What a key may do. Each is the name of an authorization policy.</summary>
internal static class Scopes
{
    /// <summary>Fetch content: what an ESP needs.</summary>
    public const string Content = "content";

    /// <summary>Read customers, segments, members and definitions.</summary>
    public const string Read = "read";

    /// <summary>Send customers, events and offers.</summary>
    public const string Intake = "intake";

    /// <summary>Edit the schema, segments and blocks, and erase customers.</summary>
    public const string Manage = "manage";

    public static readonly IReadOnlyList<string> All = [Content, Read, Intake, Manage];
}
