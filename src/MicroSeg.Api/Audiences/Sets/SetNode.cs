using MicroSeg.Audience.Bitmaps;

namespace MicroSeg.Api.Audiences.Sets;

/// <summary>A node of a set expression. Immutable.</summary>
/// <param name="Path">Where it stands: a JSON path.</param>
internal abstract record SetNode(string Path)
{
    /// <summary>The nodes that it combines, in order; none for leaves.</summary>
    public virtual IReadOnlyList<SetNode> Children => [];

    /// <summary>This node and all below it, in the order of the text.</summary>
    public IEnumerable<SetNode> All => Children.SelectMany(c => c.All).Prepend(this);

    /// <summary>Who it stands for.</summary>
    public abstract CustomerSet Evaluate(SetWorld world);
}
