namespace MicroSeg.Api.Audience;

/// <summary>Implemented downstream by what is computed from the index, so that it changes together with it.</summary>
internal interface IAudienceFollower
{
    /// <summary>The index has been loaded, or has taken a large backlog: everything is to be computed anew.</summary>
    Task RecomputeAsync(CancellationToken cancellationToken);

    /// <summary>The index is about to change. Called under <see cref="LiveAudience.Writer"/>, which is held until <see cref="Apply"/>.</summary>
    void Begin();

    /// <summary>The index has taken a batch. Called under <see cref="LiveAudience.Writer"/>.</summary>
    void Apply(AudienceBatch batch);
}
