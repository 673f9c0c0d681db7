using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using MicroSeg.Audience.Rules;
using MicroSeg.Audience.Rules.Rfm;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Segments;

/// <summary>The JSON Schema of rules for what may be named now; made anew only when that has changed.</summary>
internal sealed class RuleSchemaDocument(SegmentCatalog catalog)
{
    private volatile Made? _made;

    /// <summary>The document, and a number that tells it from others.</summary>
    public (byte[] Json, long Tag) Current
    {
        get
        {
            var (schema, segments, models) = (catalog.Schema, catalog.Segments, catalog.Models);
            if (_made is not { } made || !ReferenceEquals(made.Schema, schema) || !ReferenceEquals(made.Segments, segments) || !ReferenceEquals(made.Models, models))
                _made = made = Make(schema, segments, models);
            return (made.Json, made.Tag);
        }
    }

    private static Made Make(AudienceSchema schema, ImmutableSortedDictionary<string, LiveSegment> segments, IReadOnlyDictionary<string, RfmModel> models)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(RuleSchema.Of(schema, new RuleNames([.. segments.Keys], models)));
        return new Made(schema, segments, models, json, BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(json)));
    }

    private sealed record Made(AudienceSchema Schema, ImmutableSortedDictionary<string, LiveSegment> Segments, IReadOnlyDictionary<string, RfmModel> Models, byte[] Json, long Tag);
}
