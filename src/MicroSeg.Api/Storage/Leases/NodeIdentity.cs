namespace MicroSeg.Api.Storage.Leases;

/// <summary>Who this node is among those that share the store: a name kept in the node's folder, so that a node that was killed takes up its own leases again.</summary>
internal sealed class NodeIdentity
{
    private const string FileName = "node-id";

    public NodeIdentity(NodeFolder folder)
    {
        var path = Path.Combine(folder.Path, FileName);
        if (File.Exists(path) && Guid.TryParse(File.ReadAllText(path), out var known))
        {
            Id = known.ToString("N");
            return;
        }

        Id = Guid.NewGuid().ToString("N");
        File.WriteAllText(path, Id);
    }

    public string Id { get; }
}
