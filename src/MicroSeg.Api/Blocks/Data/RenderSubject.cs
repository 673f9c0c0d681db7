using MicroSeg.Api.Blocks.Definitions;
using MicroSeg.Api.Membership;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Blocks.Data;

/// <summary>For whom, why and when a variant is filled.</summary>
internal sealed class RenderSubject(CustomerView customer, string? segment, DateTimeOffset now, string? send = null)
{
    private IReadOnlyDictionary<string, PropertyValue>? _context;
    private LocalClock? _clock;

    public CustomerView Customer => customer;

    /// <summary>The send in which this happens.</summary>
    public string? Send => send;

    /// <summary>Now, in the customer's time zone.</summary>
    public LocalClock Clock => _clock ??= new LocalClock(now, LocalClock.ZoneOf(Text(LocalClock.ZoneAttribute)));

    /// <summary>The context of the variant's segment; empty where there is none.</summary>
    public IReadOnlyDictionary<string, PropertyValue> Context => _context ??=
        (segment is null ? null : customer.ContextOf(segment)) ?? System.Collections.Frozen.FrozenDictionary<string, PropertyValue>.Empty;

    public PropertyValue? ValueOf(Placeholder placeholder) => placeholder.Source == PlaceholderSource.Customer
        ? customer.TryGetAttribute(placeholder.Name, out var attribute) ? attribute : null
        : Context.TryGetValue(placeholder.Name, out var value) ? value : null;

    /// <summary>An attribute's text; null when it is missing or no string.</summary>
    public string? Text(string attribute) => customer.TryGetAttribute(attribute, out var value) && value.Type == PropertyType.String ? value.Text : null;
}
