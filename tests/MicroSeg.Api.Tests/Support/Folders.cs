namespace MicroSeg.Api.Tests.Support;

internal static class Folders
{
    /// <summary>A copy of a node's folder as it is at this moment: what a process that is killed now leaves behind.</summary>
    public static string Copy(string folder)
    {
        var copy = Directory.CreateTempSubdirectory("microseg-").FullName;
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }
}
