using System.Globalization;
using System.Text.Json;
using MicroSeg.Api.Customers;
using MicroSeg.Api.Intake;
using MicroSeg.Api.Intake.Records;
using MicroSeg.Api.Schema;
using MicroSeg.Api.Storage;
using MicroSeg.Api.Storage.Bulk;
using MicroSeg.Api.Web;
using Microsoft.EntityFrameworkCore;

namespace MicroSeg.Api.Events;

/// <summary>Takes events, and reads those of one customer.</summary>
internal sealed class EventService(IntakeRunner intake, IDbContextFactory<MicroSegDbContext> store, SchemaCatalog schema, TimeProvider time) : IIntakeTarget<NewEvent>
{
    bool IIntakeTarget<NewEvent>.TakesCsv => false;

    /// <summary>Takes a body of events.</summary>
    public async Task<IntakeReply> TakeAsync(HttpRequest request, CancellationToken cancellationToken) => (await intake.RunAsync(request, this, cancellationToken)).ToReply();

    /// <summary>Reads a customer's events, the newest first; null when there is no such customer.</summary>
    public async Task<Page<CustomerEventReply>?> ListAsync(string customer, EventFilter filter, string? cursor, int limit, CancellationToken cancellationToken)
    {
        var types = schema.Current.Audience.Events;
        var type = filter.Type is null ? -1 : schema.Audience.EventIndex(filter.Type);
        if (filter.Type is not null && type < 0)
            throw EventErrors.UnknownType(filter.Type, types.Select(e => e.Name));

        await using var db = await store.CreateDbContextAsync(cancellationToken);
        if (await db.Set<Customer>().Where(c => c.Id == customer).Select(c => (int?)c.Ordinal).SingleOrDefaultAsync(cancellationToken) is not { } ordinal)
            return null;
        var events = (await db.EventsOfAsync(ordinal, cancellationToken)).AsNoTracking();
        if (type >= 0)
            events = events.Where(e => e.Type == type);
        if (filter.From is { } from)
            events = events.Where(e => e.At >= from);
        if (filter.To is { } to)
            events = events.Where(e => e.At < to);
        if (Position.Decode(cursor) is { } after)
            events = events.Where(e => e.At < after.At || (e.At == after.At && e.Number < after.Number));
        var rows = await events.OrderByDescending(e => e.At).ThenByDescending(e => e.Number).Take(limit + 1).ToListAsync(cancellationToken);
        var next = rows.Count > limit ? new Position(rows[limit - 1].At, rows[limit - 1].Number).Encode() : null;
        return new([.. rows.Take(limit).Select(e => new CustomerEventReply(e.EventId, types[e.Type].Name, e.At, JsonElement.Parse(e.Properties)))], next);
    }

    RecordParser<NewEvent> IIntakeTarget<NewEvent>.ParserFor(SchemaState state) => new EventParser(state);

    BulkOperation<WriteCounts> IIntakeTarget<NewEvent>.Write(List<NewEvent> rows, bool moreFollows) =>
        new AppendEvents(rows, StoredInstant.ToMicroseconds(time.GetUtcNow())) { MoreFollows = moreFollows };

    private readonly record struct Position(DateTimeOffset At, long Number)
    {
        public static Position? Decode(string? cursor)
        {
            if (Cursor.Decode(cursor) is not { } text)
                return null;
            return text.Split(':') is [var at, var number]
                && long.TryParse(at, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var instant) && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
                ? new(StoredInstant.FromMicroseconds(instant), last)
                : throw Cursor.Bad();
        }

        public string Encode() => Cursor.Encode(string.Create(CultureInfo.InvariantCulture, $"{StoredInstant.ToMicroseconds(At)}:{Number}"));
    }
}

/// <summary>Which events are wanted.</summary>
/// <param name="Type">An event type; null for all.</param>
/// <param name="From">Not before this instant.</param>
/// <param name="To">Before this instant.</param>
internal readonly record struct EventFilter(string? Type, DateTimeOffset? From, DateTimeOffset? To);
