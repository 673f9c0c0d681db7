using System.Text.Json;
using MicroSeg.Api.Intake.Records;
using MicroSeg.Api.Schema;

namespace MicroSeg.Api.Customers;

/// <summary>Parses customers.</summary>
internal sealed class CustomerParser(SchemaState schema) : RecordParser<CustomerPatch>
{
    private const string IdColumn = "id";
    private static readonly string[] Keys = ["id", "attributes"];

    private readonly PropertyTable _table = new(schema.Audience.Attributes);
    private readonly List<IndexedValue> _values = [];
    private int[] _columns = [];

    /// <inheritdoc/>
    public override void BindHeader(string[] cells, RecordErrors errors) => _columns = CsvHeader.Bind(cells, _table, "attribute", IdColumn, errors);

    /// <inheritdoc/>
    public override CustomerPatch? Parse(string[] cells, RecordErrors errors)
    {
        string? id = null;
        _values.Clear();
        for (var i = 0; i < cells.Length; i++)
        {
            if (_columns[i] == CsvHeader.Extra)
                id = RecordText.CheckId(cells[i], ".id", Customer.MaxIdLength, errors, i + 1);
            else if (cells[i].Length > 0 && CsvHeader.TryRead(cells[i], _table.Definitions[_columns[i]], ".attributes.", "attribute", i + 1, errors, out var value))
                _values.Add(new(_columns[i], value));
        }

        return ToPatch(id, errors);
    }

    /// <inheritdoc/>
    protected override CustomerPatch? Read(ref Utf8JsonReader reader, RecordErrors errors)
    {
        string? id = null;
        var members = new RecordMembers(Keys);
        _values.Clear();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            switch (members.Next(ref reader, errors))
            {
                case 0:
                    id = RecordText.ReadId(ref reader, ".id", Customer.MaxIdLength, errors);
                    break;
                case 1 when reader.TokenType == JsonTokenType.StartObject:
                    new TypedObject(_table, "attribute").Read(ref reader, ".attributes", _values, errors);
                    break;
                case 1:
                    errors.Add(".attributes", "record.wrong_type", $"found {RecordText.Show(ref reader)}, expected an object");
                    break;
            }
        }

        members.Require(0, errors);
        return ToPatch(id, errors);
    }

    private CustomerPatch? ToPatch(string? id, RecordErrors errors)
    {
        if (errors.Any)
            return null;
        // Writing brings the values into order.
        var json = _table.ToJson(_values);
        return new CustomerPatch(id!, [.. _values], json);
    }
}
