using System.Text.Json;

namespace MicroSeg.Templates;

public readonly partial struct TemplateValue
{
    /// <summary>A copy of a JSON value, which outlives its document. Numbers become JavaScript's, so what is beyond 2^53 is rounded.</summary>
    /// <param name="element">The JSON value.</param>
    public static TemplateValue FromJson(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Null:
                return Null;
            case JsonValueKind.True:
                return True;
            case JsonValueKind.False:
                return False;
            case JsonValueKind.Number:
                return From(element.GetDouble());
            case JsonValueKind.String:
                return From(element.GetString());
            case JsonValueKind.Array:
                var list = new List<TemplateValue>(element.GetArrayLength());
                foreach (var item in element.EnumerateArray())
                    list.Add(FromJson(item));
                return From(list);
            case JsonValueKind.Object:
                var members = new TemplateObject();
                foreach (var property in element.EnumerateObject())
                    members.Add(property.Name, FromJson(property.Value));
                return From(members);
            default:
                return Undefined;
        }
    }
}
