namespace MicroSeg.Api.Tests.Support;

/// <summary>Where the sources are that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MicroSeg.Api.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The tests read the sources, and found none above " + AppContext.BaseDirectory);
    }
}
