using System.Text.Json;

namespace MicroSeg.Api.Intake.Records;

/// <summary>The members that a record itself may have: finds them, and refuses unknown and repeated ones.</summary>
/// <param name="keys">Their names.</param>
internal struct RecordMembers(string[] keys)
{
    private int _seen;

    /// <summary>Goes from the name of a member to its value.</summary>
    /// <returns>The member's place among the keys; -1 for an unknown one, which is skipped.</returns>
    public int Next(ref Utf8JsonReader reader, RecordErrors errors)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            if (!reader.ValueTextEquals(keys[i]))
                continue;
            if ((_seen & (1 << i)) != 0)
                errors.Add("." + keys[i], "record.duplicate_key", "it is there twice");
            _seen |= 1 << i;
            reader.Read();
            return i;
        }

        var name = reader.GetString()!;
        errors.Add("." + name, "record.unknown_key", Web.Suggestions.Unknown("key", name, keys));
        reader.Read();
        reader.Skip();
        return -1;
    }

    /// <summary>Complains when a member did not come.</summary>
    public readonly void Require(int key, RecordErrors errors)
    {
        if ((_seen & (1 << key)) == 0)
            errors.Add("." + keys[key], "record.missing_key", "it is required");
    }
}
