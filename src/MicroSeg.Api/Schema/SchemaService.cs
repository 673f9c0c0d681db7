using System.Text.Json;
using MicroSeg.Api.Storage;
using MicroSeg.Api.Storage.Changes;
using MicroSeg.Api.Web;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Schema;

/// <summary>Edits the schema: additions only, because data and definitions lean on what is there.</summary>
internal sealed class SchemaService(
    IDbContextFactory<MicroSegDbContext> store,
    SchemaCatalog catalog,
    ChangeSignal signal,
    ChangeTails tails,
    IEnumerable<ISchemaDependents> dependents)
{
    /// <summary>Defines or extends one part of the schema. What changes nothing is not an edit.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="name">Its name.</param>
    /// <param name="json">Its body.</param>
    /// <param name="precondition">Throws when the version that is there, or null, is not the one that the caller knows.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The schema with it, and whether it is new.</returns>
    /// <exception cref="ApiException">The body is wrong, or it is not an addition.</exception>
    public async Task<(SchemaState Schema, bool Created)> PutAsync(SchemaKind kind, string name, JsonElement json, Action<long?> precondition, CancellationToken cancellationToken)
    {
        if (!SchemaNames.IsValid(name))
            throw SchemaErrors.BadName(kind, name);
        var findings = new List<Finding>();
        var body = SchemaBodyReader.Read(json, kind, findings);
        if (findings.Count > 0)
            throw SchemaErrors.Invalid(findings);

        await using var db = await store.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // First here, not last: its lock keeps two new definitions from taking one index.
        var change = await db.AppendAsync(ChangeKind.Schema, $"{SchemaErrors.WordOf(kind).Split(' ')[0]}:{name}", cancellationToken);
        var known = await db.Set<SchemaDefinition>().SingleOrDefaultAsync(d => d.Kind == kind && d.Name == name, cancellationToken);
        precondition(known?.Version);
        if (known is null)
        {
            var index = await db.Set<SchemaDefinition>().CountAsync(d => d.Kind == kind, cancellationToken);
            db.Add(new SchemaDefinition { Kind = kind, Index = index, Name = name, Body = body.ToJson(kind) });
        }
        else if (!await ExtendAsync(known, body, cancellationToken))
        {
            return (await catalog.RefreshAsync(cancellationToken), false);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        signal.NotifyCommitted();
        var schema = await catalog.RefreshAsync(cancellationToken);
        await tails.WhenAppliedAsync(change.Number, cancellationToken);
        return (schema, known is null);
    }

    private async Task<bool> ExtendAsync(SchemaDefinition known, SchemaBody body, CancellationToken cancellationToken)
    {
        var conflicts = new List<SchemaConflict>();
        var extended = body.Extending(SchemaBody.FromStored(known), known.Kind, conflicts).ToJson(known.Kind);
        if (conflicts.Count > 0)
            throw SchemaErrors.NotAdditive(known.Kind, known.Name, await WithDependentsAsync(known, conflicts, cancellationToken));
        if (extended == known.Body)
            return false;
        known.Body = extended;
        known.Version++;
        return true;
    }

    private async Task<List<(SchemaConflict Conflict, IReadOnlyList<string> Dependents)>> WithDependentsAsync(SchemaDefinition known, List<SchemaConflict> conflicts, CancellationToken cancellationToken)
    {
        var named = new List<(SchemaConflict Conflict, IReadOnlyList<string> Dependents)>();
        foreach (var conflict in conflicts)
        {
            var part = new SchemaPart(known.Kind, known.Name, conflict.Property);
            var names = new List<string>();
            foreach (var dependent in dependents)
                names.AddRange(await dependent.DependentsOnAsync(part, cancellationToken));
            named.Add((conflict, names));
        }

        return named;
    }
}
