using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MicroSeg.Api.Segments;

/// <summary>What is written down of a segment each time that it is saved: what the segment and each of its versions have in common.</summary>
internal abstract class SegmentContent
{
    public SegmentStatus Status { get; set; }

    public SegmentKind Kind { get; set; }

    public string? Name { get; set; }

    public string? Description { get; set; }

    public string[] Tags { get; set; } = [];

    public string? Owner { get; set; }

    public string? Persona { get; set; }

    public string? Hypothesis { get; set; }

    /// <summary>The rule's JSON, as it was given; null for a list.</summary>
    public string? Rule { get; set; }

    /// <summary>Takes over all that another one says but its status and its kind.</summary>
    public void TakeDefinition(SegmentContent other)
    {
        (Name, Description, Tags) = (other.Name, other.Description, other.Tags);
        (Owner, Persona, Hypothesis) = (other.Owner, other.Persona, other.Hypothesis);
        Rule = other.Rule;
    }

    /// <summary>Takes over all that another one says.</summary>
    public void Take(SegmentContent other)
    {
        TakeDefinition(other);
        (Status, Kind) = (other.Status, other.Kind);
    }

    protected static void Configure<TContent>(EntityTypeBuilder<TContent> builder)
        where TContent : SegmentContent
    {
        builder.Property(s => s.Name).HasMaxLength(SegmentRequest.MaxNameLength);
        builder.Property(s => s.Description).HasMaxLength(SegmentRequest.MaxTextLength);
        builder.Property(s => s.Owner).HasMaxLength(SegmentRequest.MaxNameLength);
        builder.Property(s => s.Persona).HasMaxLength(SegmentRequest.MaxTextLength);
        builder.Property(s => s.Hypothesis).HasMaxLength(SegmentRequest.MaxTextLength);
    }
}
