using MicroSeg.Api.Blocks.Data;
using MicroSeg.Audience.Schema;
using MicroSeg.Templates;

namespace MicroSeg.Api.Blocks.Compilation;

/// <summary>What a variant's templates may name; the counterpart of <see cref="Model.RenderModel"/>.</summary>
internal static class TemplateShapes
{
    private static readonly TemplateShape Point = Of([("lat", TemplateShape.Scalar), ("lon", TemplateShape.Scalar)]);
    private static readonly TemplateShape Block = Of([("key", TemplateShape.Scalar), ("name", TemplateShape.Scalar), ("version", TemplateShape.Scalar), ("variant", TemplateShape.Scalar)]);
    private static readonly TemplateShape Send = Of([("id", TemplateShape.Scalar)]);

    /// <param name="world">The attributes.</param>
    /// <param name="context">The segment's context; null when it is not checked.</param>
    /// <param name="bindings">The bindings, those left out that are wrong themselves.</param>
    /// <param name="broken">The names of the bindings that are wrong themselves.</param>
    public static TemplateShape Root(BlockWorld world, IReadOnlyDictionary<string, PropertyType>? context, IEnumerable<DataBinding> bindings, IEnumerable<string> broken)
    {
        var members = new Dictionary<string, TemplateShape>(StringComparer.Ordinal)
        {
            [RootNames.Customer] = Customer(world.Audience),
            [RootNames.Segment] = context is null ? TemplateShape.Any : Of(context.Select(c => (c.Key, Of(c.Value)))),
            [RootNames.Block] = Block,
            [RootNames.Send] = Send,
        };
        foreach (var binding in bindings)
            members[binding.Name] = TemplateShape.List(Of(binding.Feed.Fields.Select(f => (f.Name, Of(f.Type)))));
        // One mistake is reported once: what a wrong binding would give is taken for anything.
        foreach (var name in broken)
            members[name] = TemplateShape.Any;
        return TemplateShape.Object(members);
    }

    private static TemplateShape Customer(AudienceSchema audience) =>
        Of([(RootNames.CustomerId, TemplateShape.Scalar), .. audience.Attributes.Where(a => a.Name != RootNames.CustomerId).Select(a => (a.Name, Of(a.Type)))]);

    private static TemplateShape Of(PropertyType type) => type switch
    {
        PropertyType.StringSet => TemplateShape.List(TemplateShape.Scalar),
        PropertyType.Geo => Point,
        _ => TemplateShape.Scalar,
    };

    private static TemplateShape Of(IEnumerable<(string Name, TemplateShape Shape)> members) =>
        TemplateShape.Object(members.ToDictionary(m => m.Name, m => m.Shape, StringComparer.Ordinal));
}
