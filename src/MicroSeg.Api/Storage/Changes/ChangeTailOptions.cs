namespace MicroSeg.Api.Storage.Changes;

/// <summary>How the change sequence is followed: section <c>Storage:Changes</c>.</summary>
internal sealed record ChangeTailOptions
{
    public const string Section = "Storage:Changes";

    /// <summary>How often to look for changes that nobody woke us for; half a second unless set.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest pause between attempts while the store fails; two seconds unless set.</summary>
    public TimeSpan RetryAtMost { get; init; } = TimeSpan.FromSeconds(2);
}
