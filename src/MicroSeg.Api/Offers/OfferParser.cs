using System.Text.Json;
using MicroSeg.Api.Intake.Records;
using MicroSeg.Api.Schema;
using MicroSeg.Api.Storage;
using MicroSeg.Api.Storage.Bulk;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Offers;

/// <summary>Parses the offers of a feed.</summary>
/// <param name="feed">The feed.</param>
/// <param name="now">The time of intake, in microseconds since 1970.</param>
internal sealed class OfferParser(FeedDefinition feed, long now) : RecordParser<OfferRow>
{
    private readonly PropertyTable _table = new(feed.Fields);
    private readonly List<IndexedValue> _values = [];
    private int[] _columns = [];

    /// <inheritdoc/>
    public override void BindHeader(string[] cells, RecordErrors errors) => _columns = CsvHeader.Bind(cells, _table, "field", feed.Key.Name, errors);

    /// <inheritdoc/>
    public override OfferRow? Parse(string[] cells, RecordErrors errors)
    {
        _values.Clear();
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i].Length > 0 && CsvHeader.TryRead(cells[i], feed.Fields[_columns[i]], ".", "field", i + 1, errors, out var value))
                _values.Add(new(_columns[i], value));
        }

        return ToRow(errors);
    }

    /// <inheritdoc/>
    protected override OfferRow? Read(ref Utf8JsonReader reader, RecordErrors errors)
    {
        new TypedObject(_table, "field").Read(ref reader, "", _values, errors);
        return ToRow(errors);
    }

    private OfferRow? ToRow(RecordErrors errors)
    {
        if (errors.Any)
            return null;
        if (ValueOf(feed.KeyIndex) is not { } key)
        {
            errors.Add("." + feed.Key.Name, "record.missing_key", "it is the key of the feed, and required");
            return null;
        }

        if (RecordText.CheckId(key.Text, "." + feed.Key.Name, StoredOffer.MaxKeyLength, errors) is not { } id)
            return null;
        var observedAt = feed.ObservedAtIndex >= 0 && ValueOf(feed.ObservedAtIndex) is { } instant ? StoredInstant.ToMicroseconds(instant.DateTime) : now;
        return new OfferRow(id, _table.ToJson(_values), observedAt, now);
    }

    private PropertyValue? ValueOf(int index)
    {
        foreach (var value in _values)
        {
            if (value.Index == index)
                return value.Value;
        }

        return null;
    }
}
