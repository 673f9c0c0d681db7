using System.Buffers;
using MicroSeg.Api.Segments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MicroSeg.Api.Membership.Past;

/// <summary>How many entered and left one segment on one day of UTC, by quarter of an hour, so that the days of every time zone can be told. Kept for ever.</summary>
internal sealed class SegmentDay
{
    /// <summary>Seconds of a quarter of an hour.</summary>
    public const long QuarterSeconds = 15 * 60;

    /// <summary>Seconds of a day.</summary>
    public const long DaySeconds = 24 * 60 * 60;

    public required string Segment { get; init; }

    /// <summary>The day, in days since 1970.</summary>
    public required int Day { get; init; }

    /// <summary>Members at its end, or as far as it has been counted.</summary>
    public required int Size { get; set; }

    /// <summary>The counts: quarter of the day, cause, entered and exited as base-128 numbers, again and again.</summary>
    public required byte[] Counts { get; set; }

    public static int DayOf(long seconds) => (int)(seconds / DaySeconds);

    /// <summary>Counts, each with the second at which its quarter of an hour begins.</summary>
    public IEnumerable<QuarterCount> Read()
    {
        var counts = new List<QuarterCount>();
        ReadOnlySpan<byte> data = Counts;
        while (!data.IsEmpty)
        {
            var start = (Day * DaySeconds) + ((long)Base128.Read(ref data) * QuarterSeconds);
            counts.Add(new QuarterCount(start, (MembershipCause)Base128.Read(ref data), (int)Base128.Read(ref data), (int)Base128.Read(ref data)));
        }

        return counts;
    }

    public static byte[] Write(IEnumerable<QuarterCount> counts)
    {
        var output = new ArrayBufferWriter<byte>(64);
        foreach (var count in counts)
        {
            Base128.Write(output, (ulong)(count.Start % DaySeconds / QuarterSeconds));
            Base128.Write(output, (ulong)count.Cause);
            Base128.Write(output, (ulong)count.Entered);
            Base128.Write(output, (ulong)count.Exited);
        }

        return output.WrittenSpan.ToArray();
    }

    internal sealed class Configuration : IEntityTypeConfiguration<SegmentDay>
    {
        public void Configure(EntityTypeBuilder<SegmentDay> builder)
        {
            builder.ToTable("membership_days").HasKey(d => new { d.Segment, d.Day });
            builder.Property(d => d.Segment).HasMaxLength(SegmentKey.MaxLength);
        }
    }
}

/// <summary>How many entered and left for one reason in a quarter of an hour.</summary>
/// <param name="Start">When it begins, in seconds since 1970.</param>
/// <param name="Cause">The reason.</param>
/// <param name="Entered">Entries.</param>
/// <param name="Exited">Exits.</param>
internal readonly record struct QuarterCount(long Start, MembershipCause Cause, int Entered, int Exited)
{
    /// <summary>Adds up what has the same quarter and cause, in the order of time.</summary>
    public static IEnumerable<QuarterCount> Sum(IEnumerable<QuarterCount> counts) =>
        from count in counts
        group count by (count.Start, count.Cause) into same
        orderby same.Key
        select new QuarterCount(same.Key.Start, same.Key.Cause, same.Sum(c => c.Entered), same.Sum(c => c.Exited));

    public static QuarterCount Of(Transition transition)
    {
        var seconds = transition.At.ToUnixTimeSeconds();
        return new QuarterCount(seconds - (seconds % SegmentDay.QuarterSeconds), transition.Cause, transition.Entered.Count, transition.Exited.Count);
    }
}
