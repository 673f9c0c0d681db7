using System.Globalization;
using System.Text;
using MicroSeg.Audience.Hashing;

namespace MicroSeg.Audience.Index.Snapshots;

/// <summary>What a file of a snapshot must be found to be.</summary>
internal sealed record SnapshotFile(string Name, long Length, ulong Hash);

/// <summary>
/// What a snapshot consists of, as a text file that is written last:
/// <code>
/// microseg-audience-snapshot 1
/// applied 12345
/// file shared.bin 4711 0123456789abcdef
/// …
/// end 0123456789abcdef
/// </code>
/// The numbers behind a file are its length and its hash; the last line has the hash of all lines before it.
/// </summary>
/// <param name="AppliedNumber">The store's sequence up to here is in every page.</param>
/// <param name="Files">The shared file, then the pages by number.</param>
internal sealed record SnapshotManifest(long AppliedNumber, IReadOnlyList<SnapshotFile> Files)
{
    public const string FileName = "manifest.txt";
    private const string Title = "microseg-audience-snapshot 1";

    public static SnapshotManifest Read(string folder)
    {
        var text = File.ReadAllText(Path.Combine(folder, FileName));
        var end = text.LastIndexOf("end ", StringComparison.Ordinal);
        if (end < 0 || text[end..] != LastLine(text[..end]))
            throw new InvalidDataException("The manifest is damaged.");
        var lines = text[..end].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines[0] != Title)
            throw new InvalidDataException($"The manifest begins with '{lines[0]}', and this program reads '{Title}'.");
        return new SnapshotManifest(
            long.Parse(lines[1].Split(' ')[1], CultureInfo.InvariantCulture),
            [.. lines.Skip(2).Select(ReadFile)]);
    }

    public string ToText()
    {
        var text = new StringBuilder();
        text.Append(Title).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"applied {AppliedNumber}\n");
        foreach (var file in Files)
            text.Append(CultureInfo.InvariantCulture, $"file {file.Name} {file.Length} {file.Hash:x16}\n");
        return text + LastLine(text.ToString());
    }

    private static string LastLine(string text) =>
        string.Create(CultureInfo.InvariantCulture, $"end {XxHash64.Hash(Encoding.UTF8.GetBytes(text)):x16}\n");

    private static SnapshotFile ReadFile(string line)
    {
        var words = line.Split(' ');
        return new SnapshotFile(words[1], long.Parse(words[2], CultureInfo.InvariantCulture), ulong.Parse(words[3], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }
}
