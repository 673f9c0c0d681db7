using System.Globalization;
using System.Text;

namespace MicroSeg.Audience.Index.Snapshots;

/// <summary>
/// The folder that keeps the current snapshot in a folder of its own, <c>snapshot-000007</c>, which the file <c>current</c> names. A new one is written
/// beside it under a name that does not count, and takes over when <c>current</c> is replaced, which the file system does at once or not at all.
/// </summary>
internal sealed class SnapshotFolder(string folder, Action<string> step)
{
    private const string Current = "current";
    private const string Prefix = "snapshot-";
    private const string Partial = ".partial";

    /// <summary>Where the current snapshot is; null when there is none.</summary>
    public static string? FindCurrent(string folder)
    {
        var pointer = Path.Combine(folder, Current);
        if (!File.Exists(pointer))
            return null;
        var name = File.ReadAllText(pointer).TrimEnd('\n');
        return name.StartsWith(Prefix, StringComparison.Ordinal) && int.TryParse(name.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? Path.Combine(folder, name)
            : throw new InvalidDataException($"'{Current}' does not name a snapshot.");
    }

    /// <summary>Writes a snapshot and makes it the current one.</summary>
    public void Replace(Action<string> writeFiles)
    {
        Directory.CreateDirectory(folder);
        foreach (var left in Directory.GetDirectories(folder, Prefix + "*" + Partial))
            Directory.Delete(left, recursive: true);
        var name = Prefix + NextNumber().ToString("D6", CultureInfo.InvariantCulture);
        var final = Path.Combine(folder, name);
        Directory.CreateDirectory(final + Partial);
        writeFiles(final + Partial);
        DirectoryFlush.Flush(final + Partial);
        step("written");
        Directory.Move(final + Partial, final);
        DirectoryFlush.Flush(folder);
        step("renamed");
        WritePointer(name);
        step("current");
        foreach (var old in Directory.GetDirectories(folder, Prefix + "*"))
        {
            if (Path.GetFileName(old) != name)
                Directory.Delete(old, recursive: true);
        }
    }

    private void WritePointer(string name)
    {
        var pointer = Path.Combine(folder, Current);
        using (var stream = File.Create(pointer + Partial))
        {
            stream.Write(Encoding.UTF8.GetBytes(name + "\n"));
            stream.Flush(flushToDisk: true);
        }

        step("pointer");
        File.Move(pointer + Partial, pointer, overwrite: true);
        DirectoryFlush.Flush(folder);
    }

    private int NextNumber() => 1 + Directory.GetDirectories(folder, Prefix + "*")
        .Select(d => int.TryParse(Path.GetFileName(d).AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
        .DefaultIfEmpty(0)
        .Max();
}
