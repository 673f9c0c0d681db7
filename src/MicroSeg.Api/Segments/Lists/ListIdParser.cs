using System.Text.Json;
using MicroSeg.Api.Customers;
using MicroSeg.Api.Intake.Records;

namespace MicroSeg.Api.Segments.Lists;

/// <summary>Parses the ids of a list: strings, objects with an <c>id</c>, lines of text, or a column <c>id</c> of CSV whose other columns do not count.</summary>
internal sealed class ListIdParser : RecordParser<string>
{
    private const string IdColumn = "id";
    private static readonly string[] Keys = [IdColumn];

    private int _column;

    /// <inheritdoc/>
    protected override string Expected => "expected a string, or an object with an \"id\"";

    /// <inheritdoc/>
    public override void BindHeader(string[] cells, RecordErrors errors)
    {
        _column = Array.FindIndex(cells, c => c.Trim() == IdColumn);
        if (_column < 0)
            errors.Add("." + IdColumn, "csv.missing_column", $"there is no column '{IdColumn}'");
    }

    /// <inheritdoc/>
    public override string? Parse(string[] cells, RecordErrors errors) => RecordText.CheckId(cells[_column], ".id", Customer.MaxIdLength, errors, _column + 1);

    /// <inheritdoc/>
    protected override string? Parse(string text, RecordErrors errors) => RecordText.CheckId(text, "", Customer.MaxIdLength, errors);

    /// <inheritdoc/>
    protected override string? Read(ref Utf8JsonReader reader, RecordErrors errors)
    {
        string? id = null;
        var members = new RecordMembers(Keys);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (members.Next(ref reader, errors) == 0)
                id = RecordText.ReadId(ref reader, ".id", Customer.MaxIdLength, errors);
        }

        members.Require(0, errors);
        return id;
    }
}
