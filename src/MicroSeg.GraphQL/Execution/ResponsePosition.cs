using System.Collections.Immutable;

namespace MicroSeg.GraphQL.Execution;

/// <summary>A place in the response: a field of an object or an item of a list. Made only where a pending field or an error needs one.</summary>
/// <param name="parent">The place around it; null for <c>data</c> itself.</param>
/// <param name="step">The response key or the index that leads here; null for <c>data</c> itself.</param>
/// <param name="isNullable">Whether the place may hold null, so that errors below it end here (section 6.4.4).</param>
internal class ResponsePosition(ResponsePosition? parent, object? step, bool isNullable)
{
    public ResponsePosition? Parent => parent;

    public bool IsNullable => isNullable;

    /// <summary>Where its value begins in the buffer.</summary>
    public int Start { get; set; }

    /// <summary>Where its value ends in the buffer.</summary>
    public int End { get; set; }

    /// <summary>Whether an error below has made it null.</summary>
    public bool IsNulled { get; set; }

    /// <summary>Whether it or a place around it was made null, so that nothing below matters any more.</summary>
    public bool IsAbandoned
    {
        get
        {
            for (var at = this; at is not null; at = at.Parent)
            {
                if (at.IsNulled)
                    return true;
            }

            return false;
        }
    }

    /// <summary>The path as errors name it (section 7.1.2).</summary>
    public ImmutableArray<object> Path()
    {
        var steps = ImmutableArray.CreateBuilder<object>();
        for (var at = this; at is not null; at = at.Parent)
        {
            if (at.Step is not null)
                steps.Add(at.Step);
        }

        steps.Reverse();
        return steps.ToImmutable();
    }

    private object? Step => step;
}
