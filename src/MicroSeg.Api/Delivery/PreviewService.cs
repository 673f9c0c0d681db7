using System.Text;
using System.Text.Json;
using MicroSeg.Api.Blocks;
using MicroSeg.Api.Blocks.Compilation;
using MicroSeg.Api.Blocks.Data;
using MicroSeg.Api.Blocks.Rendering;
using MicroSeg.Api.Caching;
using MicroSeg.Api.Membership;
using MicroSeg.Templates;

namespace MicroSeg.Api.Delivery;

/// <summary>Climbs the ladder with a notebook in hand. Drafts are rendered past the cache.</summary>
internal sealed class PreviewService(AudienceReader audience, VariantData data, ContentLadder ladder, TimeProvider time)
{
    public async Task<ContentPreviewResponse> PreviewAsync(CompiledBlock block, string? customerId, string? send)
    {
        var notes = new Notes(time);
        var customer = audience.IsLoaded && !string.IsNullOrEmpty(customerId) ? audience.Find(customerId) : null;
        notes.Took("customer");
        var (answer, key) = customer is null
            ? (ContentAnswer.Default(block, audience.IsLoaded ? Reasons.UnknownCustomer : Reasons.DependencyDown), null)
            : await ClimbAsync(block, customer, send, notes);
        return new ContentPreviewResponse
        {
            Block = block.Key,
            Customer = customerId,
            Source = SourceNames.Of(answer.Source),
            Reason = answer.Reason,
            Variant = answer.Variant,
            Version = block.Version,
            AsOf = answer.AsOf,
            Subject = answer.Subject is { } subject ? Encoding.UTF8.GetString(subject.Span) : null,
            Html = Encoding.UTF8.GetString(answer.Html.Span),
            Text = Encoding.UTF8.GetString(answer.Text.Span),
            Data = JsonElement.Parse(answer.Json.Span),
            Class = answer.Variant is null || key is null ? null : RenderClass.NameOf(key),
            Cache = answer.Variant is null ? null : answer.Level switch { CacheLevel.Memory => "memory", CacheLevel.Remote => "remote", _ => "none" },
            Tried = notes.Tried,
            Milliseconds = notes.Milliseconds,
        };
    }

    private async Task<(ContentAnswer Answer, string? Key)> ClimbAsync(CompiledBlock block, CustomerView customer, string? send, Notes notes)
    {
        var now = time.GetUtcNow();
        var reason = block.IsDefaultOnly ? Reasons.DependencyDown : Reasons.NoVariant;
        foreach (var variant in block.Variants)
        {
            var subject = new RenderSubject(customer, variant.Segment, now, send);
            var obstacle = VariantData.Obstacle(variant, subject);
            if (obstacle is not null)
            {
                notes.Add(variant, chosen: false, obstacle);
                continue;
            }

            var found = data.Read(variant, subject);
            notes.Took("data");
            var (answer, failure) = block.Version == 0 ? RenderDraft(block, variant, subject, found) : await ladder.FillAsync(block, variant, subject, now + block.Deadline);
            notes.Took("render");
            notes.Add(variant, answer is not null, answer is null ? failure : answer.Reason, subject, found);
            if (answer is not null)
                return (answer, RenderClass.KeyOf(block, variant, subject));
            reason = failure!;
        }

        return (ContentAnswer.Default(block, reason), null);
    }

    private (ContentAnswer? Answer, string? Reason) RenderDraft(CompiledBlock block, CompiledVariant variant, RenderSubject subject, IReadOnlyList<OfferSelection> found)
    {
        if (found.Select(f => f.Reason).FirstOrDefault(r => r is not null) is { } reason)
            return (null, reason);
        try
        {
            var entry = ladder.Render(block, variant, subject, found, subject.Clock.Now + block.Deadline);
            return (ContentAnswer.Of(block, variant, subject.Customer, new Cached<ClassRender>(entry, CacheLevel.None), ContentSource.Live, null), null);
        }
        catch (TemplateException)
        {
            return (null, Reasons.RenderError);
        }
    }

    private sealed class Notes(TimeProvider time)
    {
        private readonly List<TriedVariant> _tried = [];
        private readonly Dictionary<string, double> _milliseconds = new(StringComparer.Ordinal);
        private long _last = time.GetTimestamp();

        public IReadOnlyList<TriedVariant> Tried => _tried;

        public IReadOnlyDictionary<string, double> Milliseconds => _milliseconds;

        public void Took(string step)
        {
            var now = time.GetTimestamp();
            _milliseconds[step] = _milliseconds.GetValueOrDefault(step) + time.GetElapsedTime(_last, now).TotalMilliseconds;
            _last = now;
        }

        public void Add(CompiledVariant variant, bool chosen, string? reason, RenderSubject? subject = null, IReadOnlyList<OfferSelection>? found = null) =>
            _tried.Add(new TriedVariant(variant.Key, chosen, reason, subject is null ? null : ValuesOf(variant, subject), found is null ? null : [.. found.Select(Describe)]));

        private static Dictionary<string, string?> ValuesOf(CompiledVariant variant, RenderSubject subject)
        {
            var values = new Dictionary<string, string?>(StringComparer.Ordinal);
            foreach (var name in variant.Fields.Attributes)
                values["customer." + name] = subject.Customer.TryGetAttribute(name, out var value) ? value.ToString() : null;
            foreach (var name in variant.Fields.Context)
                values["segment." + name] = subject.Context.TryGetValue(name, out var value) ? value.ToString() : null;
            if (variant.Fields.UsesCustomerId)
                values["customer.id"] = subject.Customer.Id;
            if (variant.Fields.UsesSend)
                values["send.id"] = subject.Send;
            return values;
        }

        private static FoundOffers Describe(OfferSelection found)
        {
            var dropped = found.DroppedBy.ToDictionary(d => "where." + d.Key, d => d.Value, StringComparer.Ordinal);
            foreach (var (why, count) in new[] { ("past", found.DroppedPast), ("tooOld", found.DroppedTooOld), ("take", found.DroppedByTake) })
            {
                if (count > 0)
                    dropped[why] = count;
            }

            return new FoundOffers(found.Binding.Name, found.Binding.Feed.Name, found.FeedVersion, found.Considered, dropped, found.Offers.Count, [.. found.Offers.Select(o => o.Key)], found.Reason);
        }
    }
}
