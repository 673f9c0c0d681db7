using System.Buffers;
using System.Text.Json;
using MicroSeg.Api.Blocks.Compilation;
using MicroSeg.Api.Blocks.Data;
using MicroSeg.Api.Blocks.Helpers;
using MicroSeg.Api.Blocks.Model;
using MicroSeg.Audience.Schema;
using MicroSeg.Templates;

namespace MicroSeg.Api.Blocks.Rendering;

/// <summary>Renders all parts of a variant from its data. Pure: memory and processor only.</summary>
internal sealed class VariantRenderer(TimeProvider time)
{
    private static readonly JsonWriterOptions JsonOptions = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="TemplateException">A template went past a limit or its deadline, or a helper was given what it does not take.</exception>
    public ClassRender Render(CompiledBlock block, CompiledVariant variant, RenderSubject subject, IReadOnlyList<OfferSelection> data, DateTimeOffset deadline)
    {
        var model = TemplateValue.From((ITemplateObject)new RenderModel(block, variant, subject, data));
        var html = new RenderOptions
        {
            Helpers = MailHelpers.All,
            Limits = TemplateCompiler.Limits,
            State = new MailState(MailLocale.Find(subject.Text(MailLocale.Attribute)), subject.Clock.Zone, block.Key, variant.Key),
            Deadline = deadline,
            TimeProvider = time,
        };
        var plain = html with { Escape = TemplateEscape.None };

        var htmlPart = Part(variant.Html, model, html);
        return new ClassRender
        {
            Html = htmlPart,
            Text = Part(variant.Text, model, plain) ?? (htmlPart is { IsWhole: true } ? ContentPart.Of(PlainText.FromHtml(htmlPart.Bytes)) : null),
            Subject = Part(variant.Subject, model, plain),
            Json = Json(variant.Json, model, plain, data),
            Feeds = [.. data.Select(d => (d.Binding.Feed.Name, d.FeedVersion))],
            AsOf = subject.Clock.Now,
        };
    }

    private static ContentPart? Part(CompiledTemplate? template, TemplateValue model, RenderOptions options)
    {
        if (template is null)
            return null;
        var output = new ArrayBufferWriter<byte>(1024);
        var holes = new List<TemplateHole>();
        template.Template.Render(model, output, options with { Holes = holes });
        return new ContentPart(output.WrittenSpan.ToArray(), [.. holes], options.Escape);
    }

    private static byte[] Json(JsonTemplate? template, TemplateValue model, RenderOptions options, IReadOnlyList<OfferSelection> data)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(output, JsonOptions))
        {
            if (template is null)
                WriteOffers(writer, data);
            else
                Write(writer, template, model, options);
        }

        return output.WrittenSpan.ToArray();
    }

    private static void WriteOffers(Utf8JsonWriter writer, IReadOnlyList<OfferSelection> data)
    {
        writer.WriteStartObject();
        foreach (var selection in data)
        {
            var fields = selection.Binding.Feed.Fields;
            writer.WriteStartArray(selection.Binding.Name);
            foreach (var offer in selection.Offers)
            {
                writer.WriteStartObject();
                for (var i = 0; i < fields.Length; i++)
                {
                    if (offer[i] is not { } value)
                        continue;
                    writer.WritePropertyName(fields[i].Name);
                    PropertyValueJson.Write(writer, value);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, JsonTemplate template, TemplateValue model, RenderOptions options)
    {
        switch (template)
        {
            case JsonTemplate.Constant constant:
                constant.Json.WriteTo(writer);
                break;
            case JsonTemplate.Text text:
                writer.WriteStringValue(Part(text.Template, model, options)!.Bytes.Span);
                break;
            case JsonTemplate.List list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                    Write(writer, item, model, options);
                writer.WriteEndArray();
                break;
            case JsonTemplate.Members members:
                writer.WriteStartObject();
                foreach (var (name, value) in members.Items)
                {
                    writer.WritePropertyName(name);
                    Write(writer, value, model, options);
                }

                writer.WriteEndObject();
                break;
        }
    }
}
