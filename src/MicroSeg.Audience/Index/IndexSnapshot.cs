using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using MicroSeg.Audience.Index.Snapshots;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Index;

/// <summary>Keeps an index on disk, so that a restart need not read the whole store.</summary>
/// <remarks>
/// <para>
/// A snapshot is a file per page, one of what the pages share (schema, dictionaries, ids) and a manifest with their lengths and hashes. It replaces the one before at
/// once: a crash at any moment leaves either. One process saves to a folder at a time.
/// </para>
/// <para>
/// The writer goes on while an index is saved; a page is held for a millisecond or two, to be copied. So the pages are of different moments, and each records
/// the highest number of an event that it took. After loading, the store's sequence is applied again from <c>appliedNumber</c> on:
/// a page takes no event that it has (numbers rise, so all up to its own are in it), customers are given their full state again, and who was erased stays
/// erased. What the pages share is written after them, so that it has every code and id that they mention; a customer that was erased in between is
/// taken out of the pages on loading.
/// </para>
/// </remarks>
public static class IndexSnapshot
{
    private const string SharedFile = "shared.bin";

    /// <summary>Saves an index; may run beside the writer.</summary>
    /// <param name="index">The index.</param>
    /// <param name="folder">The folder of this index's snapshots and of nothing else; made when it is not there.</param>
    /// <param name="appliedNumber">The number up to which all of the store's sequence was applied before this call.</param>
    /// <param name="cancellationToken">Stops the saving; the snapshot before stays.</param>
    /// <exception cref="IOException">The disk is full or the folder cannot be written; the snapshot before stays.</exception>
    public static void Save(AudienceIndex index, string folder, long appliedNumber, CancellationToken cancellationToken = default) =>
        Save(index, folder, appliedNumber, static _ => { }, cancellationToken);

    /// <summary>Loads the last snapshot that was saved whole.</summary>
    /// <param name="folder">The folder it was saved to.</param>
    /// <param name="schema">The schema of now, which may have more than the snapshot's.</param>
    /// <param name="index">The index, when true is returned.</param>
    /// <param name="appliedNumber">Where in the store's sequence to go on: everything up to this number is in the index.</param>
    /// <param name="reason">Why there is nothing to load, when false is returned: none was saved, it is damaged, or does not fit the schema.</param>
    public static bool TryLoad(string folder, AudienceSchema schema, [NotNullWhen(true)] out AudienceIndex? index, out long appliedNumber, [NotNullWhen(false)] out string? reason)
    {
        index = null;
        appliedNumber = 0;
        try
        {
            if (SnapshotFolder.FindCurrent(folder) is not { } current)
            {
                reason = "There is no snapshot.";
                return false;
            }

            var manifest = SnapshotManifest.Read(current);
            var pages = new CustomerPage[manifest.Files.Count - 1];
            (IndexDictionaries Dictionaries, CustomerKeys Keys) shared = (null!, null!);
            Parallel.For(0, manifest.Files.Count, i =>
            {
                if (i == 0)
                    shared = SnapshotReader.Read(current, manifest.Files[0], SharedImage.Read);
                else
                    pages[i - 1] = new CustomerPage(SnapshotReader.Read(current, manifest.Files[i], PageImage.Read));
            });
            var (dictionaries, keys) = shared;
            reason = SchemaEvolution.FindObstacle(dictionaries.Schema, schema);
            if (reason is not null)
                return false;
            EraseAgain(pages, keys);
            index = new AudienceIndex(dictionaries.With(schema), keys, pages);
            appliedNumber = manifest.AppliedNumber;
            return true;
        }
        catch (Exception e) when (IsUnreadable(e) || (e is AggregateException all && all.InnerExceptions.All(IsUnreadable)))
        {
            reason = (e as AggregateException)?.InnerExceptions[0].Message ?? e.Message;
            return false;
        }
    }

    internal static void Save(AudienceIndex index, string folder, long appliedNumber, Action<string> step, CancellationToken cancellationToken) =>
        new SnapshotFolder(folder, step).Replace(target =>
        {
            var files = new List<SnapshotFile>();
            foreach (var page in index.Pages)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var name = string.Create(CultureInfo.InvariantCulture, $"page-{page.Number:D5}.bin");
                files.Add(SnapshotWriter.Write(target, name, page.Capture().Write));
                step(name);
            }

            files.Insert(0, SnapshotWriter.Write(target, SharedFile, writer => SharedImage.Write(writer, index.Dictionaries, index.Keys)));
            step(SharedFile);
            cancellationToken.ThrowIfCancellationRequested();
            var manifest = new SnapshotManifest(appliedNumber, files).ToText();
            SnapshotWriter.Write(target, SnapshotManifest.FileName, writer => writer.WriteBytes(Encoding.UTF8.GetBytes(manifest)));
        });

    private static bool IsUnreadable(Exception e) => e is IOException or InvalidDataException or UnauthorizedAccessException;

    private static void EraseAgain(CustomerPage[] pages, CustomerKeys keys)
    {
        var end = Math.Min(keys.End, pages.Length << 16);
        for (var ordinal = 0; ordinal < end; ordinal++)
        {
            if (keys.IsErased(ordinal))
                pages[ordinal >> 16].Erase(ordinal & 0xFFFF);
        }
    }
}
