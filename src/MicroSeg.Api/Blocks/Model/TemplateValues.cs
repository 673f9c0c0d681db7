using MicroSeg.Audience.Schema;
using MicroSeg.Templates;

namespace MicroSeg.Api.Blocks.Model;

/// <summary>Typed values as templates see them: dates and instants as ISO 8601 text, sets as lists, points as <c>lat</c> and <c>lon</c>.</summary>
internal static class TemplateValues
{
    public static TemplateValue From(PropertyValue value) => value.Type switch
    {
        PropertyType.String => TemplateValue.From(value.Text),
        PropertyType.Number => TemplateValue.From(value.Number),
        PropertyType.Decimal => TemplateValue.From(value.Decimal),
        PropertyType.Boolean => TemplateValue.From(value.Boolean),
        PropertyType.StringSet => TemplateValue.From((IReadOnlyList<TemplateValue>)[.. value.Members.Select(m => TemplateValue.From(m))]),
        PropertyType.Geo => TemplateValue.From((ITemplateObject)new TemplateObject { { "lat", TemplateValue.From(value.Point.Latitude) }, { "lon", TemplateValue.From(value.Point.Longitude) } }),
        _ => TemplateValue.From(value.ToString()),
    };
}
