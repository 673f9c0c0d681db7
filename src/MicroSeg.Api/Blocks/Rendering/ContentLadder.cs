using MicroSeg.Api.Blocks.Compilation;
using MicroSeg.Api.Blocks.Data;
using MicroSeg.Api.Caching;
using MicroSeg.Api.Membership;
using MicroSeg.Templates;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Blocks.Rendering;

/// <summary>
/// The fallback ladder: live, stale, the next variant, the default. It answers with content whatever happens, and within the block's
/// deadline. A variant whose data says that there is nothing to show is passed over; a stale render stands in only where no fresh
/// answer can be had, because rendering fails or because the feed is late.
/// </summary>
internal sealed partial class ContentLadder(
    AudienceReader audience,
    VariantData data,
    VariantRenderer renderer,
    TwoLevelCache cache,
    IOptions<BlockOptions> options,
    TimeProvider time,
    ILogger<ContentLadder> logger)
{
    private readonly Func<ClassRender, bool> _isCurrent = data.IsCurrent;

    /// <summary>The content of a block for a customer. Never throws.</summary>
    public async ValueTask<ContentAnswer> AnswerAsync(CompiledBlock block, string? customerId, ContentFormat format, string? send)
    {
        try
        {
            if (block.IsDefaultOnly || !audience.IsLoaded)
                return ContentAnswer.Default(block, Reasons.DependencyDown);
            return string.IsNullOrEmpty(customerId) || audience.Find(customerId) is not { } customer
                ? ContentAnswer.Default(block, Reasons.UnknownCustomer)
                : await ClimbAsync(block, customer, format, send);
        }
        catch (Exception exception)
        {
            Log.Failed(logger, block.Key, exception);
            return ContentAnswer.Default(block, Reasons.RenderError);
        }
    }

    /// <summary>Fills one variant from the cache or afresh; a stale render where that fails.</summary>
    /// <returns>The answer, or why there is none.</returns>
    public async ValueTask<(ContentAnswer? Answer, string? Reason)> FillAsync(CompiledBlock block, CompiledVariant variant, RenderSubject subject, DateTimeOffset deadline)
    {
        var key = RenderClass.KeyOf(block, variant, subject);
        if (cache.TryGetFresh(key, variant.Tags, _isCurrent, out var entry))
            return (ContentAnswer.Of(block, variant, subject.Customer, new Cached<ClassRender>(entry, CacheLevel.Memory), ContentSource.Cached, null), null);

        var found = data.Read(variant, subject);
        foreach (var selection in found)
        {
            if (selection.Reason is { } reason)
                return selection.IsOnlyTooOld || reason == Reasons.DependencyDown ? await StaleAsync(block, variant, subject, key, reason, deadline) : (null, reason);
        }

        return await RenderAsync(block, variant, subject, found, key, deadline);
    }

    /// <summary>Renders a variant, and says how long it is good for.</summary>
    public CacheEntry<ClassRender> Render(CompiledBlock block, CompiledVariant variant, RenderSubject subject, IReadOnlyList<OfferSelection> found, DateTimeOffset deadline)
    {
        var render = renderer.Render(block, variant, subject, found, deadline);
        var now = subject.Clock.Now;
        var validUntil = found.Select(f => f.ValidUntil).Append(DateTimeOffset.MaxValue).Min();
        var freshUntil = found.Select(f => f.FreshUntil).Append(validUntil).Append(now + options.Value.FreshFor).Append(variant.Schedule?.ClosesAt(subject.Clock) ?? DateTimeOffset.MaxValue).Min();
        var staleUntil = now + block.StaleFor < validUntil ? now + block.StaleFor : validUntil;
        return new CacheEntry<ClassRender>(render, now, freshUntil, staleUntil, render.Size);
    }

    private async ValueTask<ContentAnswer> ClimbAsync(CompiledBlock block, CustomerView customer, ContentFormat format, string? send)
    {
        var now = time.GetUtcNow();
        var reason = Reasons.NoVariant;
        foreach (var variant in block.Variants)
        {
            var subject = new RenderSubject(customer, variant.Segment, now, send);
            if (VariantData.Obstacle(variant, subject) is not null)
                continue;
            if (!variant.Has(format))
            {
                reason = Reasons.NoTemplate;
                continue;
            }

            var (answer, obstacle) = await FillAsync(block, variant, subject, now + block.Deadline);
            if (answer is not null)
                return answer;
            reason = obstacle!;
        }

        return ContentAnswer.Default(block, reason);
    }

    private async ValueTask<(ContentAnswer?, string?)> RenderAsync(
        CompiledBlock block, CompiledVariant variant, RenderSubject subject, IReadOnlyList<OfferSelection> found, string key, DateTimeOffset deadline)
    {
        string reason;
        try
        {
            var pending = cache.GetOrMakeAsync(key, variant.Tags, _isCurrent, () => ValueTask.FromResult(Render(block, variant, subject, found, deadline)), CancellationToken.None);
            var made = pending.IsCompletedSuccessfully ? pending.Result : await pending.AsTask().WaitAsync(Left(deadline), time);
            if (made.Failure is null)
                return (ContentAnswer.Of(block, variant, subject.Customer, made, made.Level == CacheLevel.None ? ContentSource.Live : ContentSource.Cached, null), null);
            reason = ReasonOf(made.Failure);
            LogFailure(block, variant, reason, made.Failure);
            return (ContentAnswer.Of(block, variant, subject.Customer, made, ContentSource.Stale, reason), null);
        }
        catch (Exception exception)
        {
            reason = ReasonOf(exception);
            LogFailure(block, variant, reason, exception);
        }

        return await StaleAsync(block, variant, subject, key, reason, deadline);
    }

    private async ValueTask<(ContentAnswer?, string?)> StaleAsync(CompiledBlock block, CompiledVariant variant, RenderSubject subject, string key, string reason, DateTimeOffset deadline)
    {
        try
        {
            var pending = cache.FindStaleAsync<ClassRender>(key);
            var last = pending.IsCompletedSuccessfully ? pending.Result : await pending.AsTask().WaitAsync(Left(deadline), time);
            return last is { } found ? (ContentAnswer.Of(block, variant, subject.Customer, found, ContentSource.Stale, reason), null) : (null, reason);
        }
        catch (TimeoutException)
        {
            return (null, Reasons.Deadline);
        }
    }

    private TimeSpan Left(DateTimeOffset deadline)
    {
        var left = deadline - time.GetUtcNow();
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private static string ReasonOf(Exception exception) =>
        exception is TimeoutException or TemplateLimitException { Code: TemplateErrorCodes.Deadline } ? Reasons.Deadline : Reasons.RenderError;

    private void LogFailure(CompiledBlock block, CompiledVariant variant, string reason, Exception exception) =>
        Log.NotRendered(logger, block.Key, variant.Key, block.Version, reason, exception is TemplateException template ? template.Message : exception.GetType().Name);

    private static partial class Log
    {
        [LoggerMessage(3101, LogLevel.Error, "Block {Block} could not be answered; its default is served")]
        public static partial void Failed(ILogger logger, string block, Exception exception);

        [LoggerMessage(3102, LogLevel.Warning, "Variant {Variant} of block {Block}, version {Version}, could not be rendered ({Reason}): {Failure}")]
        public static partial void NotRendered(ILogger logger, string block, string variant, int version, string reason, string failure);
    }
}
