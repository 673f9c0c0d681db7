namespace MicroSeg.Api.Storage.Bulk;

/// <summary>Writes nothing: whoever said that more follows has no more, so that nobody need wait for it.</summary>
internal sealed class EndOfStream : BulkOperation<bool>
{
    public override int Size => 0;

    protected override Task<bool> WriteAsync(BulkTransaction transaction, CancellationToken cancellationToken) => Task.FromResult(true);
}
