using MicroSeg.Api.Blocks.Compilation;
using MicroSeg.Api.Blocks.Data;
using MicroSeg.Api.Offers;

namespace MicroSeg.Api.Blocks.Rendering;

/// <summary>Reads what a variant's bindings find, all in memory.</summary>
internal sealed class VariantData(OfferCatalog offers)
{
    /// <summary>Why a customer is not shown a variant, whatever its data; null when nothing stands against it.</summary>
    public static string? Obstacle(CompiledVariant variant, RenderSubject subject) =>
        variant.Segment is { } segment && !subject.Customer.IsMember(segment) ? Reasons.NotInSegment
        : variant.Schedule is { } schedule && !schedule.IsOpen(subject.Clock) ? Reasons.ScheduleClosed
        : null;

    /// <summary>Asks every binding. One that is not complete has a reason.</summary>
    public IReadOnlyList<OfferSelection> Read(CompiledVariant variant, RenderSubject subject)
    {
        if (variant.Bindings.IsEmpty)
            return [];
        var data = new OfferSelection[variant.Bindings.Length];
        for (var i = 0; i < data.Length; i++)
        {
            var binding = variant.Bindings[i];
            data[i] = offers.TryGet(binding.Feed.Name, out var feed)
                ? OfferSelector.Select(binding, feed, subject)
                : new OfferSelection { Binding = binding, Reason = Reasons.DependencyDown };
        }

        return data;
    }

    /// <summary>Whether a render shows the offers as they are now, or newer ones that another node has already.</summary>
    public bool IsCurrent(ClassRender render)
    {
        foreach (var (feed, version) in render.Feeds)
        {
            if (!offers.TryGet(feed, out var snapshot) || version < snapshot.Version)
                return false;
        }

        return true;
    }
}
