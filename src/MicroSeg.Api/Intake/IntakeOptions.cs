using System.ComponentModel.DataAnnotations;

namespace MicroSeg.Api.Intake;

/// <summary>How bodies of customers, events and offers are read: section <c>Intake</c>.</summary>
internal sealed record IntakeOptions
{
    public const string Section = "Intake";

    /// <summary>The largest line, array element or CSV record in bytes, 1 KiB to 16 MiB; 1 MiB unless set. A larger one is rejected, the others are taken.</summary>
    [Range(1024, 16 * 1024 * 1024)]
    public int MaxRecordBytes { get; init; } = 1024 * 1024;

    /// <summary>Records that are written together, 1 to 1,000,000; 20,000 unless set.</summary>
    [Range(1, 1_000_000)]
    public int ChunkRecords { get; init; } = 20_000;

    /// <summary>Bytes of records that are written together, 64 KiB to 1 GiB; 8 MiB unless set.</summary>
    [Range(64 * 1024, 1024 * 1024 * 1024)]
    public int ChunkBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Rejected records that a reply spells out, 0 to 1,000,000; 1,000 unless set. All of them are counted.</summary>
    [Range(0, 1_000_000)]
    public int MaxReportedRejections { get; init; } = 1_000;

    /// <summary>How long a sender may pause within a body, a second to a day; two minutes unless set.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(2);
}
