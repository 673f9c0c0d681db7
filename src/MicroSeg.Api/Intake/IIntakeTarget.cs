using MicroSeg.Api.Intake.Records;
using MicroSeg.Api.Schema;
using MicroSeg.Api.Storage.Bulk;

namespace MicroSeg.Api.Intake;

/// <summary>Where the records of a body go.</summary>
internal interface IIntakeTarget<TRow>
{
    /// <summary>Whether CSV is taken.</summary>
    bool TakesCsv { get; }

    /// <summary>Whether a record may be a string: of JSON, or a line of plain text.</summary>
    bool TakesText => false;

    /// <summary>Whether nothing of a body stands unless it comes to its end.</summary>
    bool IsStaged => false;

    /// <summary>The parser for one body under a schema.</summary>
    RecordParser<TRow> ParserFor(SchemaState schema);

    /// <summary>Writes rows, all of them or none.</summary>
    /// <param name="rows">The rows, in order; the operation lets go of them when they are written and more follow.</param>
    /// <param name="moreFollows">Whether more rows of the same body follow.</param>
    BulkOperation<WriteCounts> Write(List<TRow> rows, bool moreFollows);
}
