using MicroSeg.Api.Blocks.Definitions;
using MicroSeg.Api.Offers;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Blocks.Data;

/// <summary>Finds a binding's offers for a customer: by hash on a field that must equal something, then by the other conditions.</summary>
internal static class OfferSelector
{
    // Conditions such as "within the next 14 days" let offers in as time passes.
    private static readonly TimeSpan TimedConditionsHoldFor = TimeSpan.FromMinutes(1);

    public static OfferSelection Select(DataBinding binding, FeedSnapshot feed, RenderSubject subject)
    {
        foreach (var placeholder in binding.Placeholders)
        {
            if (subject.ValueOf(placeholder) is null)
                return new OfferSelection { Binding = binding, FeedVersion = feed.Version, Reason = placeholder.MissingReason };
        }

        var sieve = new Sieve(binding, subject);
        foreach (var offer in Candidates(binding, feed, subject))
            sieve.Pass(offer);
        return sieve.Finish(feed.Version);
    }

    private static IReadOnlyList<Offer> Candidates(DataBinding binding, FeedSnapshot feed, RenderSubject subject)
    {
        IReadOnlyList<Offer>? fewest = null;
        foreach (var filter in binding.Filters)
        {
            if (filter.EqualTo(subject) is not { } value)
                continue;
            var found = feed.WhereEquals(filter.Field.Name, value);
            if (fewest is null || found.Count < fewest.Count)
                fewest = found;
        }

        return fewest ?? feed.Offers;
    }

    private sealed class Sieve(DataBinding binding, RenderSubject subject)
    {
        private readonly Func<PropertyValue?, bool>[] _conditions = [.. binding.Filters.Select(f => f.Bind(subject))];
        private readonly Dictionary<string, int> _droppedBy = new(StringComparer.Ordinal);
        private readonly List<Offer> _good = [];
        private int _considered;
        private int _past;
        private int _tooOld;

        public void Pass(Offer offer)
        {
            _considered++;
            for (var i = 0; i < _conditions.Length; i++)
            {
                var filter = binding.Filters[i];
                if (_conditions[i](offer[filter.Index]))
                    continue;
                _droppedBy[filter.Field.Name] = _droppedBy.GetValueOrDefault(filter.Field.Name) + 1;
                return;
            }

            if (EndOf(offer) <= subject.Clock.Now)
                _past++;
            else if (binding.MaxAge is { } maxAge && subject.Clock.Now - offer.ObservedAt > maxAge)
                _tooOld++;
            else
                _good.Add(offer);
        }

        public OfferSelection Finish(long version)
        {
            _good.Sort(new OfferOrder(binding.Sort));
            var taken = _good.Count <= binding.Take ? _good : _good[..binding.Take];
            return new OfferSelection
            {
                Binding = binding,
                FeedVersion = version,
                Offers = taken,
                Reason = _good.Count >= binding.MinItems ? null : _good.Count > 0 ? Reasons.TooFewOffers : _tooOld > 0 ? Reasons.StalePrices : Reasons.NoOffers,
                IsOnlyTooOld = _good.Count < binding.MinItems && _good.Count + _tooOld >= binding.MinItems,
                Considered = _considered,
                DroppedBy = _droppedBy,
                DroppedPast = _past,
                DroppedTooOld = _tooOld,
                DroppedByTake = _good.Count - taken.Count,
                FreshUntil = FreshUntil(taken),
                ValidUntil = taken.Count == 0 ? DateTimeOffset.MaxValue : taken.Min(EndOf),
            };
        }

        private DateTimeOffset FreshUntil(List<Offer> taken)
        {
            var until = binding.Filters.Any(f => f.UsesTime) ? subject.Clock.Now + TimedConditionsHoldFor : DateTimeOffset.MaxValue;
            if (binding.MaxAge is not { } maxAge)
                return until;
            foreach (var offer in taken)
            {
                // An offer that is exactly as old as it may be is still good.
                var tooOldAt = offer.ObservedAt + maxAge + TimeSpan.FromTicks(1);
                if (tooOldAt < until)
                    until = tooOldAt;
            }

            return until;
        }

        /// <summary>The first instant at which the offer is past; the end of time for one that never is.</summary>
        private DateTimeOffset EndOf(Offer offer)
        {
            var end = DateTimeOffset.MaxValue;
            foreach (var index in binding.NotPast)
            {
                if (offer[index] is not { } value)
                    continue;
                var over = value.Type == PropertyType.Date ? AfterDay(value.Date, subject.Clock) : value.DateTime.AddTicks(1);
                if (over < end)
                    end = over;
            }

            return end;
        }

        private static DateTimeOffset AfterDay(DateOnly date, LocalClock clock) =>
            date.Year is > 1 and < 9999 ? clock.StartOf(date.AddDays(1)) : date.Year == 1 ? DateTimeOffset.MinValue : DateTimeOffset.MaxValue;
    }
}
