using System.Text.RegularExpressions;

namespace MicroSeg.Api.Tests.Architecture;

/// <summary>Data runs one way; the <c>using</c> lines say whether the code does.</summary>
public sealed partial class SliceOrderTests
{
    // Each row may use the rows above it and itself. Platform comes first: everything may use it, it uses no slice.
    private static readonly string[][] Order =
    [
        ["Web", "Storage", "Caching", "Security"],
        ["Schema"],
        ["Intake"],
        ["Customers", "Offers"],
        ["Events"],
        ["Audience"],
        ["Rfm"],
        ["Segments"],
        ["Membership"],
        ["History"],
        ["Audiences", "Webhooks"],
        ["Blocks"],
        ["Delivery"],
        ["Insights"],
        ["Health", "Demo"],
    ];

    private static readonly Dictionary<string, int> RankOf =
        Order.SelectMany((row, rank) => row.Select(slice => (slice, rank))).ToDictionary(x => x.slice, x => x.rank, StringComparer.Ordinal);

    [Fact]
    public void Arrows_point_downstream_only()
    {
        var wrong =
            from file in SourceFiles("MicroSeg.Api")
            let slice = SliceOf(file)
            where slice is not null
            from used in UsedSlices(file)
            where used != slice && (!RankOf.TryGetValue(used, out var rank) || rank > RankOf[slice] || (rank == RankOf[slice] && rank > 0))
            select $"{Path.GetRelativePath(Source, file)} uses {used}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_slice_has_its_place_in_the_order() =>
        Assert.Empty(Directory.GetDirectories(Path.Combine(Source, "MicroSeg.Api")).Select(Path.GetFileName)
            .Where(name => name is not ("bin" or "obj" or "Properties" or "data")).Except(RankOf.Keys, StringComparer.Ordinal));

    [Fact]
    public void The_engines_know_nothing_of_the_product_or_of_its_parts() =>
        Assert.Empty(
            from engine in (string[])["MicroSeg.Audience", "MicroSeg.Templates"]
            from file in SourceFiles(engine)
            from line in File.ReadLines(file)
            where line.StartsWith("using ", StringComparison.Ordinal)
                && (line.Contains("Microsoft.", StringComparison.Ordinal) || line.Contains("StackExchange", StringComparison.Ordinal)
                    || (line.Contains("MicroSeg.", StringComparison.Ordinal) && !line.Contains(engine, StringComparison.Ordinal)))
            select $"{Path.GetRelativePath(Source, file)}: {line}");

    [Fact]
    public void Delivery_never_touches_the_store() =>
        Assert.DoesNotContain(SourceFiles("MicroSeg.Api"), f => SliceOf(f) == "Delivery" && UsedSlices(f).Contains("Storage"));

    [Fact]
    public void Only_Caching_names_the_Redis_client() =>
        Assert.DoesNotContain(SourceFiles("MicroSeg.Api"), f => SliceOf(f) != "Caching" && File.ReadAllText(f).Contains("StackExchange.Redis", StringComparison.Ordinal));

    [Fact]
    public void Program_reads_as_the_pipeline() =>
        Assert.InRange(File.ReadAllLines(Path.Combine(Source, "MicroSeg.Api", "Program.cs")).Length, 1, 60);

    private static string Source { get; } = Path.Combine(Support.Repository.Root, "src");

    private static IEnumerable<string> SourceFiles(string project) =>
        Directory.EnumerateFiles(Path.Combine(Source, project), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && !f.Contains($"{Path.DirectorySeparatorChar}Migrations{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static string? SliceOf(string file)
    {
        var parts = Path.GetRelativePath(Path.Combine(Source, "MicroSeg.Api"), file).Split(Path.DirectorySeparatorChar);
        return parts.Length > 1 ? parts[0] : null;
    }

    private static IEnumerable<string> UsedSlices(string file) =>
        File.ReadLines(file).Select(line => UsingLine().Match(line)).Where(m => m.Success).Select(m => m.Groups["slice"].Value).Distinct(StringComparer.Ordinal);

    [GeneratedRegex(@"^\s*using (static )?(\w+ = )?MicroSeg\.Api\.(?<slice>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UsingLine();
}
