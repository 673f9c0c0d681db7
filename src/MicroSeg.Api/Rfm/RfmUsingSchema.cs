using MicroSeg.Api.Schema;

namespace MicroSeg.Api.Rfm;

/// <summary>The RFM models that read a part of the schema.</summary>
internal sealed class RfmUsingSchema(RfmCatalog catalog) : ISchemaDependents
{
    public Task<IReadOnlyList<string>> DependentsOnAsync(SchemaPart part, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. catalog.Models.Values.Where(m => Uses(m, part)).Select(m => $"RFM model '{m.Model.Name}'")]);

    private static bool Uses(LiveModel model, SchemaPart part) =>
        part.Kind == SchemaKind.Event && model.Model.Definition.Event == part.Name && (part.Property is null || part.Property == model.Model.Definition.Value);
}
