using System.Collections.Immutable;
using MicroSeg.Api.Blocks.Data;
using MicroSeg.Api.Blocks.Definitions;
using MicroSeg.Api.Blocks.Reading;
using MicroSeg.Audience.Schema;
using MicroSeg.Templates;

namespace MicroSeg.Api.Blocks.Compilation;

/// <summary>Turns a definition into what is served, and reports every name in it that there is not.</summary>
internal static class BlockCompiler
{
    /// <returns>The block; not to be served when there are findings.</returns>
    public static CompiledBlock Compile(string key, int version, DateTimeOffset publishedAt, BlockDefinition definition, BlockWorld world, Findings findings) =>
        CompiledBlock.DefaultOnly(key, version, publishedAt, definition) with
        {
            IsDefaultOnly = false,
            Variants = [.. definition.Variants.Select((v, i) => Compile(key, v, $"$.variants[{i}]", world, findings))],
        };

    /// <summary>The tag of everything that was made from a block.</summary>
    public static string TagOfBlock(string key) => "block:" + key;

    /// <summary>The tag of everything that was made from a feed.</summary>
    public static string TagOfFeed(string feed) => "feed:" + feed;

    private static CompiledVariant Compile(string key, VariantDefinition definition, string path, BlockWorld world, Findings findings)
    {
        var context = ContextOf(definition.Segment, $"{path}.segment", world, findings);
        var bindingCompiler = new BindingCompiler(world, definition.Segment, context, findings);
        var bindings = definition.Data.Select(d => (d.Name, Binding: bindingCompiler.Compile(d, $"{path}.data.{d.Name}"))).ToList();
        ImmutableArray<DataBinding> good = [.. bindings.Select(b => b.Binding).OfType<DataBinding>()];

        var shape = TemplateShapes.Root(world, context, good, bindings.Where(b => b.Binding is null).Select(b => b.Name));
        var templates = new TemplateCompiler(shape, findings);
        var variant = new CompiledVariant
        {
            Key = definition.Key,
            Segment = definition.Segment,
            Schedule = definition.Schedule,
            Bindings = good,
            Html = templates.Compile(definition.Html, $"{path}.html"),
            Text = templates.Compile(definition.Text, $"{path}.text"),
            Subject = templates.Compile(definition.Subject, $"{path}.subject"),
            Json = templates.Compile(definition.Json, $"{path}.json"),
            Fields = ClassFields.None,
            Tags = [TagOfBlock(key), .. good.Select(b => TagOfFeed(b.Feed.Name)).Distinct(StringComparer.Ordinal)],
        };
        return variant with { Fields = FieldsOf(variant, world, context) };
    }

    private static IReadOnlyDictionary<string, PropertyType>? ContextOf(string? segment, string path, BlockWorld world, Findings findings)
    {
        if (segment is null)
            return ImmutableDictionary<string, PropertyType>.Empty;
        if (world.Segments is null)
            return null;
        if (world.Segments.TryGetValue(segment, out var context))
            return context;
        findings.AddUnknown(path, BlockCodes.UnknownSegment, "segment", segment, world.Segments.Keys);
        return null;
    }

    private static ClassFields FieldsOf(CompiledVariant variant, BlockWorld world, IReadOnlyDictionary<string, PropertyType>? context)
    {
        var fields = new ClassFields.Builder(world.Audience, context?.Keys);
        foreach (var placeholder in variant.Bindings.SelectMany(b => b.Placeholders))
            fields.Add(placeholder);
        if (variant.Schedule is { UsesZone: true } || variant.Bindings.Any(b => b.UsesZone))
            fields.AddZone();
        foreach (var read in variant.Parts.SelectMany(t => t.Reads))
            fields.AddRead(read);
        // JSON has escapes of its own, which nothing is filled into.
        foreach (var read in (variant.Json?.Templates ?? []).SelectMany(t => t.Reads))
            fields.AddRead(read with { Usage = TemplateReadUsage.Argument });
        if (variant.Templates.Any(t => t.MayUseZone))
            fields.AddZone();
        if (variant.Templates.Any(t => t.MayUseLocale))
            fields.AddLocale();
        return fields.Build();
    }
}
