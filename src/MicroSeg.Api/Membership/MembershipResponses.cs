using System.Text.Json;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Membership;

/// <summary>A page of a segment's members.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Count">All its members, not just the page's.</param>
/// <param name="AsOf">The instant that this is true of.</param>
/// <param name="Items">The page.</param>
/// <param name="Next">The cursor of the next page; absent at the end.</param>
internal sealed record MembersPage(string Segment, int Count, DateTimeOffset AsOf, IReadOnlyList<Member> Items, string? Next);

/// <summary>A member of a segment.</summary>
/// <param name="Customer">The customer's id.</param>
/// <param name="Since">When this service first knew it.</param>
/// <param name="Context">The group of events that decided, such as <c>{ "destination": "DEL", "count": 5 }</c>; absent when the rule has none.</param>
internal sealed record Member(string Customer, DateTimeOffset? Since, JsonElement? Context);

/// <summary>Whether one customer belongs to one segment.</summary>
/// <param name="Customer">The customer's id.</param>
/// <param name="IsMember">Whether.</param>
/// <param name="Since">Since when; absent for those who don't belong.</param>
/// <param name="Context">The group of events that decided.</param>
/// <param name="AsOf">The instant that this is true of.</param>
internal sealed record MembershipAnswer(string Customer, [property: System.Text.Json.Serialization.JsonPropertyName("member")] bool IsMember, DateTimeOffset? Since, JsonElement? Context, DateTimeOffset AsOf);

/// <summary>The segments of one customer.</summary>
/// <param name="Customer">The customer's id.</param>
/// <param name="AsOf">The instant that this is true of.</param>
/// <param name="Items">The segments, in the order of their keys.</param>
internal sealed record CustomerSegments(string Customer, DateTimeOffset AsOf, IReadOnlyList<CustomerSegment> Items);

/// <summary>A segment that a customer belongs to.</summary>
/// <param name="Key">The segment.</param>
/// <param name="Since">When this service first knew it.</param>
/// <param name="Context">The group of events that decided.</param>
internal sealed record CustomerSegment(string Key, DateTimeOffset? Since, JsonElement? Context);

/// <summary>Writes contexts as JSON.</summary>
internal static class ContextJson
{
    public static JsonElement? Of(IReadOnlyDictionary<string, PropertyValue>? context) =>
        context is null ? null : TypedValuesJson.ObjectOf(context.Select(field => (field.Key, (PropertyValue?)field.Value)));
}
