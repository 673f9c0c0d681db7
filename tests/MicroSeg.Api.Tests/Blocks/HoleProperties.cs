using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using MicroSeg.Api.Blocks.Compilation;
using MicroSeg.Api.Blocks.Data;
using MicroSeg.Api.Blocks.Reading;
using MicroSeg.Api.Blocks.Rendering;
using MicroSeg.Api.Membership;
using MicroSeg.Api.Schema;
using MicroSeg.Audience.Schema;
using FindingsOfBlock = MicroSeg.Api.Blocks.Reading.Findings;

namespace MicroSeg.Api.Tests.Blocks;

/// <summary>What is filled into a class's render must come out as if it had been rendered for the customer alone.</summary>
public sealed class HoleProperties
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] Pieces =
    [
        "<p>Hello {{customer.firstName}}!</p>", "{{{customer.firstName}}}", "{{#with customer}}{{lastName}} {{/with}}", "{{#if customer.tier}}<b>gold</b>{{/if}}", "{{customer.id}}",
        "<a title=\"{{customer.lastName}}\">x</a>", "{{upper customer.city}}", "{{customer.city}}", "  {{~customer.firstName~}}  ", "{{block.key}}\n", "{{#each customer.tags}}{{this}},{{/each}}", "é ü 漢",
        "{{#unless customer.tier}}no {{customer.firstName}}{{/unless}}", "{{#*inline \"hi\"}}Hi {{customer.lastName}}{{/inline}}\n  {{> hi}}\n",
    ];

    private static readonly string?[] Values = ["Ada", null, "", "<script>alert(1)</script>", "a&b\"'`=", "{{customer.id}}", "\u0000\uFFFE", "  two  words ", "漢字 🎉", new string('x', 2_000)];

    private static readonly JsonSerializerOptions WithoutNulls = new() { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    [Fact]
    public void A_filled_render_equals_one_for_the_customer_alone()
    {
        var cases = from pieces in Gen.ListOf(Gen.Elements(Pieces), 5)
                    from withText in Gen.Elements(true, false)
                    from first in Gen.ListOf(Gen.Choose(0, Values.Length - 1), 8)
                    select (Html: string.Concat(pieces), withText, first);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var block = Compile(c.Html, c.withText);
            var variant = block.Variants[0];
            var (one, other) = (CustomerOf("c1", c.first.Take(4)), CustomerOf("c-2 <&>", c.first.Skip(4)));
            foreach (var (shared, shown) in new[] { (one, one), (Class(variant, one) == Class(variant, other) ? one : other, other) })
            {
                var filled = Answer(block, variant, Render(block, variant, shared), shown);
                var alone = Answer(block, Whole(variant), Render(block, Whole(variant), shown), shown);
                Assert.Equal(TextOf(alone.Html), TextOf(filled.Html));
                Assert.Equal(TextOf(alone.Text), TextOf(filled.Text));
                Assert.Equal(TextOf(alone.Subject!.Value), TextOf(filled.Subject!.Value));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400).WithReplay(20261125, 7));
    }

    [Fact]
    public void Only_what_is_written_and_nothing_else_is_left_out_of_the_class()
    {
        var fields = Compile(string.Concat(Pieces), withText: false).Variants[0].Fields;

        Assert.Equal(["firstName", "id"], fields.Holes);
        Assert.Equal(["city", "lastName", "locale", "tags", "tier"], fields.Attributes);
        Assert.False(fields.UsesCustomerId);
    }

    [Fact]
    public void A_render_survives_the_shared_level_of_the_cache()
    {
        var block = Compile("<p>{{customer.firstName}} {{{customer.lastName}}}</p>", withText: true);
        var render = Render(block, block.Variants[0], CustomerOf("c", ["a", "b", "c", "d"]));
        var serializer = new ClassRenderSerializer();
        var bytes = new System.Buffers.ArrayBufferWriter<byte>();
        serializer.Serialize(render, bytes);

        var back = serializer.Deserialize(new(bytes.WrittenMemory));

        Assert.Equal(render.Html!.Holes, back.Html!.Holes);
        Assert.Equal(TextOf(render.Html.Bytes), TextOf(back.Html.Bytes));
        Assert.Equal((render.Text!.Escape, render.AsOf, render.Size), (back.Text!.Escape, back.AsOf, back.Size));
    }

    private static CompiledBlock Compile(string html, bool withText)
    {
        var text = withText ? "Dear {{customer.firstName}} {{customer.city}}" : null;
        var json = JsonSerializer.Serialize(new { variants = new[] { new { key = "a", html, text, subject = "For {{customer.firstName}}" } }, @default = new { html = "<p>none</p>" } }, WithoutNulls);
        var findings = new FindingsOfBlock();
        var world = new BlockWorld(CustomerOf("x", Array.Empty<int>()).Schema, ImmutableDictionary<string, FeedDefinition>.Empty, null);
        var block = BlockCompiler.Compile("b", 1, Now, BlockReader.Read(JsonElement.Parse(json), "b", findings)!, world, findings);
        Assert.False(findings.Any, string.Join('\n', findings.All.Select(f => f.Message)));
        return block;
    }

    private static CompiledVariant Whole(CompiledVariant variant) =>
        variant with { Fields = variant.Fields with { Attributes = [.. variant.Fields.Attributes, .. variant.Fields.Holes], UsesCustomerId = true, Holes = [] } };

    private static (CustomerView View, AudienceSchema Schema) CustomerOf(string id, IEnumerable<int> values)
    {
        string[] names = ["firstName", "lastName", "city", "tier"];
        var chosen = values.Select(v => Values[v]).Concat(Enumerable.Repeat<string?>(null, 4)).Take(4);
        return Customers.With(id, [.. names.Zip(chosen), ("locale", "en-US")], [("tags", ["t1", "t<2"])]);
    }

    private static CustomerView CustomerOf(string id, string[] names) => Customers.Of(id, ("firstName", names[0]), ("lastName", names[1]), ("city", names[2]), ("tier", names[3]));

    private static string Class(CompiledVariant variant, (CustomerView View, AudienceSchema Schema) customer) => RenderClass.KeyOf(BlockOf(variant), variant, SubjectOf(customer.View));

    private static CompiledBlock BlockOf(CompiledVariant variant) => CompiledBlock.DefaultOnly("b", 1, Now, BlockReader.Read(JsonElement.Parse("""{ "variants": [], "default": { "html": "x" } }"""), "b", new FindingsOfBlock())!) with { Variants = [variant] };

    private static RenderSubject SubjectOf(CustomerView customer) => new(customer, null, Now);

    private static ClassRender Render(CompiledBlock block, CompiledVariant variant, (CustomerView View, AudienceSchema Schema) customer) => Render(block, variant, customer.View);

    private static ClassRender Render(CompiledBlock block, CompiledVariant variant, CustomerView customer) =>
        new VariantRenderer(TimeProvider.System).Render(block, variant, SubjectOf(customer), [], DateTimeOffset.MaxValue);

    private static ContentAnswer Answer(CompiledBlock block, CompiledVariant variant, ClassRender render, (CustomerView View, AudienceSchema Schema) customer) =>
        ContentAnswer.Of(block, variant, customer.View, new(new(render, Now, Now, Now, 0), Api.Caching.CacheLevel.None), ContentSource.Live, null);

    private static string TextOf(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
