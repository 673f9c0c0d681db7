using MicroSeg.Audience.Bitmaps;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Audiences.Export;

/// <summary>One part of an export, ready to be written.</summary>
/// <param name="Audience">The whole audience.</param>
/// <param name="From">The ordinal that the part begins with.</param>
/// <param name="To">The ordinal that it ends before.</param>
/// <param name="Here">The cursor of the part itself.</param>
/// <param name="Next">The cursor of the next part; null when this is the last.</param>
/// <param name="Columns">What is written of each customer.</param>
internal sealed record AudienceExport(ResolvedAudience Audience, int From, int To, string Here, string? Next, ExportColumns Columns)
{
    /// <summary>The part's customers by ordinal, ascending.</summary>
    public IEnumerable<int> Ordinals => Audience.Members.From(From).TakeWhile(o => o < To);

    /// <summary>The part as a set.</summary>
    public CustomerSet Members => From == 0 && To == int.MaxValue ? Audience.Members : CustomerSet.Of(Ordinals);
}

/// <summary>What is written of each customer.</summary>
/// <param name="Ordinal">Whether the ordinal is.</param>
/// <param name="Since">Whether the time of entry is.</param>
/// <param name="Context">Whether the deciding group of events is.</param>
/// <param name="Segment">The segment that since and context are of; null without them.</param>
/// <param name="Attributes">The attributes.</param>
/// <param name="SpreadsheetSafe">Whether CSV is made safe for spreadsheets.</param>
internal sealed record ExportColumns(bool Ordinal, bool Since, bool Context, string? Segment, IReadOnlyList<PropertyDefinition> Attributes, bool SpreadsheetSafe);
