using MicroSeg.Api.Audience;
using MicroSeg.Api.Membership;
using MicroSeg.Api.Membership.Past;
using MicroSeg.Api.Web;
using MicroSeg.Audience.Bitmaps;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.History.Movement;

/// <summary>Counts and lists who went from which segment to which between two instants, exactly.</summary>
internal sealed class SegmentMovement(PastQueries queries, PastMemberships past, LiveAudience audience, IOptions<HistoryOptions> options)
{
    private const string NoneKey = "*none";
    private const string SeveralKey = "*several";
    private const string StayedKey = "*stayed";

    /// <summary>Reads the parameters.</summary>
    /// <exception cref="ApiException">400: one of them is missing or wrong.</exception>
    public MovementQuestion Read(string? from, string? to, string? between)
    {
        var keys = Keys("from", from);
        var others = string.IsNullOrEmpty(to) ? keys : Keys("to", to);
        if (between?.Split(',') is not [var first, var second] || InstantParameter.Read("between", first) is not { } before || InstantParameter.Read("between", second) is not { } after)
            throw HistoryErrors.Bad("between", between, "two instants with a comma between them, such as 2026-03-01T00:00:00Z,2026-04-01T00:00:00Z");
        return before <= after ? new MovementQuestion(keys, others, before, after) : throw HistoryErrors.Bad("between", between, "the earlier instant first");
    }

    /// <summary>Counts.</summary>
    public async Task<MovementMatrix> CountAsync(MovementQuestion question, CancellationToken cancellationToken)
    {
        var from = await SideAsync(question.From, question.Before, cancellationToken);
        var to = await SideAsync(question.To, question.After, cancellationToken);
        var rows = new List<MovementRow>(question.From.Count);
        foreach (var key in question.From)
            rows.Add(RowOf(key, from.Find(key)!, question, to, to.Find(key) ?? await MembersAsync(key, question.After, cancellationToken)));
        return new MovementMatrix(question.Before, question.After, rows, [.. question.To.Select(key => ColumnOf(key, to.Find(key)!, from))]);
    }

    /// <summary>Lists the customers of a cell. Those who were erased since are counted, and not named.</summary>
    public async Task<MovementCell> ListAsync(MovementQuestion question, string cell, string? cursor, int limit, CancellationToken cancellationToken)
    {
        var members = await CellAsync(question, cell, cancellationToken);
        var (items, next) = members.Page(cursor, limit, audience.Index.Keys.GetId);
        return new MovementCell(cell, members.Count, items, next);
    }

    private static MovementRow RowOf(string key, CustomerSet members, MovementQuestion question, MovementSide to, CustomerSet stayed)
    {
        var alone = members.And(to.One);
        return new MovementRow(
            key,
            members.Count,
            [.. question.To.Select(other => to.Find(other)!).Zip(question.To, (there, other) => new MovementCount(other, members.AndCount(there), alone.AndCount(there)))],
            members.AndCount(to.Several),
            members.Count - members.AndCount(to.Any),
            members.AndCount(stayed));
    }

    private static MovementColumn ColumnOf(string key, CustomerSet members, MovementSide from) => new(key, members.Count, members.Count - members.AndCount(from.Any));

    private async Task<CustomerSet> CellAsync(MovementQuestion question, string cell, CancellationToken cancellationToken)
    {
        if (cell.Split(',') is not [var row, var column] || !(question.From.Contains(row) || (row == NoneKey && question.To.Contains(column))))
            throw BadCell(cell);
        var others = question.To.Contains(column) ? await MembersAsync(column, question.After, cancellationToken) : null;
        if (row == NoneKey)
            return others!.AndNot((await SideAsync(question.From, question.Before, cancellationToken)).Any);
        var members = await MembersAsync(row, question.Before, cancellationToken);
        return (others, column) switch
        {
            ({ } there, _) => members.And(there),
            (_, NoneKey) => members.AndNot((await SideAsync(question.To, question.After, cancellationToken)).Any),
            (_, SeveralKey) => members.And((await SideAsync(question.To, question.After, cancellationToken)).Several),
            (_, StayedKey) => members.And(await MembersAsync(row, question.After, cancellationToken)),
            _ => throw BadCell(cell),
        };
    }

    private async Task<CustomerSet> MembersAsync(string key, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await queries.ThrowIfUnknownAsync(key, cancellationToken);
        return (await past.MembersAtAsync(key, at, cancellationToken)).Members;
    }

    private async Task<MovementSide> SideAsync(IReadOnlyList<string> keys, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var segments = new List<(string, CustomerSet)>(keys.Count);
        foreach (var key in keys)
            segments.Add((key, await MembersAsync(key, at, cancellationToken)));
        return new MovementSide(segments);
    }

    private List<string> Keys(string parameter, string? text)
    {
        List<string> keys = [.. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];
        var most = options.Value.MaxSegments;
        return keys.Count == 0 ? throw HistoryErrors.Bad(parameter, text, "keys of segments, with commas between them")
            : keys.Count > most ? throw HistoryErrors.TooManySegments(parameter, keys.Count, most)
            : keys;
    }

    private static ApiException BadCell(string cell) =>
        HistoryErrors.Bad("cell", cell, $"a key of 'from' or {NoneKey}, a comma, and a key of 'to', {NoneKey}, {SeveralKey} or {StayedKey}");
}
