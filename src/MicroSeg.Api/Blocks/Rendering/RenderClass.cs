using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MicroSeg.Api.Blocks.Compilation;
using MicroSeg.Api.Blocks.Data;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Blocks.Rendering;

/// <summary>The class of a customer: block, version, variant and the values that the variant reads.</summary>
internal static class RenderClass
{
    /// <summary>The key under which the class is cached. It has the instant of the publication, because a block that is deleted and made again begins at version 1 again. Values carry their lengths, so that no two lists of values make one key.</summary>
    public static string KeyOf(CompiledBlock block, CompiledVariant variant, RenderSubject subject)
    {
        var key = new StringBuilder(128);
        key.Append(block.Key).Append('@').Append(block.Version.ToString(CultureInfo.InvariantCulture)).Append('.').Append(block.PublishedAt.UtcTicks.ToString("x", CultureInfo.InvariantCulture)).Append('/').Append(variant.Key);
        foreach (var name in variant.Fields.Attributes)
            Append(key, subject.Customer.TryGetAttribute(name, out var attribute) ? attribute : null);
        foreach (var name in variant.Fields.Context)
            Append(key, subject.Context.TryGetValue(name, out var value) ? value : null);
        if (variant.Fields.UsesCustomerId)
            Append(key, subject.Customer.Id);
        if (variant.Fields.UsesSend)
            Append(key, subject.Send);
        return key.ToString();
    }

    /// <summary>The class as it may be shown: the values of people are not in it.</summary>
    public static string NameOf(string key) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 12));

    private static void Append(StringBuilder key, PropertyValue? value) => Append(key, value switch
    {
        null => null,
        { Type: PropertyType.String } text => text.Text,
        { Type: PropertyType.StringSet or PropertyType.Geo } reference => PlaceholderValues.ToJson(reference).GetRawText(),
        { } keyed => keyed.Key.ToString(CultureInfo.InvariantCulture),
    });

    private static void Append(StringBuilder key, string? value)
    {
        key.Append('|');
        if (value is not null)
            key.Append(value.Length.ToString(CultureInfo.InvariantCulture)).Append(':').Append(value);
    }
}
