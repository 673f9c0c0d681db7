using MicroSeg.Audience.Index;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Audience;

/// <summary>The index that this node answers from.</summary>
internal sealed class LiveAudience
{
    private volatile AudienceIndex _index = new(AudienceSchema.Empty);

    /// <summary>The index. It is replaced once, when it has been loaded.</summary>
    public AudienceIndex Index
    {
        get => _index;
        set => _index = value;
    }

    /// <summary>Held by whoever changes the index or what is computed from it, for milliseconds at most. Readers do without.</summary>
    public Lock Writer { get; } = new();

    /// <summary>Makes room for what a schema has more than the index knows; an older schema changes nothing.</summary>
    public void Adopt(AudienceSchema schema)
    {
        lock (Writer)
        {
            if (SizeOf(schema) > SizeOf(Index.Schema))
                Index.Apply(schema);
        }
    }

    // A schema only grows, so the larger one is the newer one.
    private static int SizeOf(AudienceSchema schema) => schema.Attributes.Length + schema.Events.Sum(e => 1 + e.Properties.Length);
}
