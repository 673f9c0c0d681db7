using System.Buffers.Text;
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
        var key = new KeyWriter(stackalloc char[256]);
        key.Append(block.KeyPrefix);
        key.Append(variant.Key);
        foreach (var name in variant.Fields.Attributes)
            Append(ref key, subject.Customer.TryGetAttribute(name, out var attribute) ? attribute : null);
        foreach (var name in variant.Fields.Context)
            Append(ref key, subject.Context.TryGetValue(name, out var value) ? value : null);
        if (variant.Fields.UsesCustomerId)
            key.AppendValue(subject.Customer.Id);
        if (variant.Fields.UsesSend)
            key.AppendValue(subject.Send);
        return variant.Keys.Get(key.Written);
    }

    /// <summary>The class as it may be shown: the values of people are not in it.</summary>
    public static string NameOf(string key) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 12));

    private static void Append(ref KeyWriter key, PropertyValue? value)
    {
        switch (value)
        {
            case null:
                key.AppendValue(null);
                break;
            case { Type: PropertyType.String } text:
                key.AppendValue(text.Text);
                break;
            case { Type: PropertyType.StringSet or PropertyType.Geo } reference:
                key.AppendValue(PlaceholderValues.ToJson(reference).GetRawText());
                break;
            case { } keyed:
                key.AppendValue(keyed.Key);
                break;
        }
    }
}
