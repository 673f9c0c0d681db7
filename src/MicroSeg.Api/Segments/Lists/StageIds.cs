using MicroSeg.Api.Intake;
using MicroSeg.Api.Intake.Records;
using MicroSeg.Api.Schema;
using MicroSeg.Api.Storage.Bulk;

namespace MicroSeg.Api.Segments.Lists;

/// <summary>Stages ids of an upload.</summary>
internal sealed class StageIds(long staged, List<string> ids) : BulkOperation<WriteCounts>
{
    public override int Size { get; } = ids.Count;

    protected override async Task<WriteCounts> WriteAsync(BulkTransaction transaction, CancellationToken cancellationToken)
    {
        var inserted = await transaction.InsertListIdsAsync(staged, ids, cancellationToken);
        return new(inserted, ids.Count - inserted);
    }

    protected override void Release() => ids.Clear();
}

/// <summary>Where the ids of an upload go.</summary>
/// <param name="key">The segment.</param>
/// <param name="staged">The content that they are staged in.</param>
/// <param name="most">The most records that it may have.</param>
internal sealed class UploadTarget(string key, long staged, long most) : IIntakeTarget<string>
{
    private long _taken;

    public bool TakesCsv => true;

    public bool TakesText => true;

    public bool IsStaged => true;

    public RecordParser<string> ParserFor(SchemaState schema) => new ListIdParser();

    public BulkOperation<WriteCounts> Write(List<string> rows, bool moreFollows)
    {
        _taken += rows.Count;
        return _taken <= most ? new StageIds(staged, rows) { MoreFollows = moreFollows } : throw SegmentErrors.ListTooLong(key, most);
    }
}
