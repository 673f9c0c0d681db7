using MicroSeg.Api.Blocks.Compilation;
using MicroSeg.Api.Blocks.Data;
using MicroSeg.Api.Membership;
using MicroSeg.Api.Storage.Changes;
using MicroSeg.Templates;

namespace MicroSeg.Api.Blocks.Rendering;

/// <summary>
/// Renders each newly published block for a few customers before anybody asks, and throws the result away. The first render in a process is
/// compiled by the runtime while it runs, which can take longer than a block's deadline: no customer should get the default for that.
/// </summary>
internal sealed class WarmUp(BlockCatalog blocks, AudienceReader audience, VariantData data, ContentLadder ladder, ChangeTails tails, TimeProvider time) : BackgroundService
{
    private const int Customers = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _changed = new(1);

    public override void Dispose()
    {
        _changed.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await tails.WhenLoadedAsync(stoppingToken);
        blocks.Changed += Signal;
        try
        {
            var warm = new HashSet<(string Key, int Version)>();
            while (true)
            {
                await _changed.WaitAsync(stoppingToken);
                foreach (var block in blocks.All.Where(b => warm.Add((b.Key, b.Version))))
                    Render(block);
            }
        }
        finally
        {
            blocks.Changed -= Signal;
        }
    }

    private void Render(CompiledBlock block)
    {
        var now = time.GetUtcNow();
        foreach (var customer in audience.Sample(Customers).Select(audience.Find).OfType<CustomerView>())
        {
            foreach (var variant in block.Variants)
                Render(block, variant, new RenderSubject(customer, variant.Segment, now, send: null), now + Patience);
        }
    }

    private void Render(CompiledBlock block, CompiledVariant variant, RenderSubject subject, DateTimeOffset deadline)
    {
        if (VariantData.Obstacle(variant, subject) is not null)
            return;
        var found = data.Read(variant, subject);
        if (found.Any(f => f.Reason is not null))
            return;
        try
        {
            ladder.Render(block, variant, subject, found, deadline);
        }
        catch (TemplateException)
        {
            // Told, with its place, when a customer's content needs it.
        }
    }

    private void Signal() => _changed.Release();
}
