using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Storage;

/// <summary>The folder in which this node keeps its files.</summary>
internal sealed class NodeFolder
{
    public NodeFolder(IOptions<StorageOptions> options, IHostEnvironment environment)
    {
        Path = System.IO.Path.GetFullPath(options.Value.Folder, environment.ContentRootPath);
        Directory.CreateDirectory(Path);
        SqliteConnectionString = options.Value.ConnectionString ?? new SqliteConnectionStringBuilder
        {
            DataSource = System.IO.Path.Combine(Path, "microseg.db"),
            DefaultTimeout = 30,
            Pooling = true,
        }.ToString();
    }

    /// <summary>Its absolute path.</summary>
    public string Path { get; }

    /// <summary>How SQLite's file is reached.</summary>
    public string SqliteConnectionString { get; }
}
