namespace MicroSeg.GraphQL.Tests;

internal static class RepositoryRoot
{
    public static string Path { get; } = Find();

    public static string TestProject => System.IO.Path.Combine(Path, "tests", "MicroSeg.GraphQL.Tests");

    private static string Find()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(System.IO.Path.Combine(directory.FullName, "MicroSeg.Api.sln")))
            directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException("The tests do not lie within the repository");
    }
}
