using System.Runtime.InteropServices;

namespace MicroSeg.Audience.Index.Snapshots;

/// <summary>
/// Makes new and renamed entries of a directory outlive a power failure. The base library flushes files only; where directories cannot be
/// flushed, as on Windows, the file system's journal keeps the order.
/// </summary>
internal static partial class DirectoryFlush
{
    private const int ReadOnly = 0;

    public static void Flush(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(path, ReadOnly);
        if (descriptor < 0)
            throw new IOException($"'{path}' cannot be opened: error {Marshal.GetLastPInvokeError()}.");
        var failed = Synchronize(descriptor) != 0;
        _ = Close(descriptor);
        if (failed)
            throw new IOException($"'{path}' cannot be flushed to disk.");
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Synchronize(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int descriptor);
}
