using System.Collections.Immutable;
using System.Text.Json;

namespace MicroSeg.Api.Blocks.Compilation;

/// <summary>JSON whose strings are templates. Values are put into strings, never into the text of the JSON, so it cannot come out malformed.</summary>
internal abstract record JsonTemplate
{
    /// <summary>All templates in it.</summary>
    public abstract IEnumerable<CompiledTemplate> Templates { get; }

    internal sealed record Constant(JsonElement Json) : JsonTemplate
    {
        public override IEnumerable<CompiledTemplate> Templates => [];
    }

    internal sealed record Text(CompiledTemplate Template) : JsonTemplate
    {
        public override IEnumerable<CompiledTemplate> Templates => [Template];
    }

    internal sealed record List(ImmutableArray<JsonTemplate> Items) : JsonTemplate
    {
        public override IEnumerable<CompiledTemplate> Templates => Items.SelectMany(i => i.Templates);
    }

    internal sealed record Members(ImmutableArray<(string Name, JsonTemplate Value)> Items) : JsonTemplate
    {
        public override IEnumerable<CompiledTemplate> Templates => Items.SelectMany(i => i.Value.Templates);
    }
}
