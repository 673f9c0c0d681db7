using System.Collections.Immutable;
using MicroSeg.Api.Blocks.Data;
using MicroSeg.Api.Blocks.Definitions;
using MicroSeg.Audience.Schema;
using MicroSeg.Templates;

namespace MicroSeg.Api.Blocks.Compilation;

/// <summary>
/// The values that a variant's content depends on beside the offers: customers for whom they are equal are one render class. What is
/// only written out, such as a first name, makes no classes: it is filled into the class's render.
/// </summary>
/// <param name="Attributes">Attributes of the customer, in ordinal order.</param>
/// <param name="Context">Members of the segment's context, in ordinal order.</param>
/// <param name="UsesCustomerId">Whether the customer's id is read, so that every customer is a class.</param>
/// <param name="UsesSend">Whether the send's id is read.</param>
/// <param name="Holes">Members of <c>customer</c> that are only written out, in ordinal order: the places in this list are the ids of <see cref="TemplateHole"/>.</param>
internal sealed record ClassFields(ImmutableArray<string> Attributes, ImmutableArray<string> Context, bool UsesCustomerId, bool UsesSend, ImmutableArray<string> Holes)
{
    public static ClassFields None { get; } = new([], [], UsesCustomerId: false, UsesSend: false, []);

    internal sealed class Builder(AudienceSchema audience, IEnumerable<string>? allContext)
    {
        private readonly SortedSet<string> _attributes = new(StringComparer.Ordinal);
        private readonly SortedSet<string> _context = new(StringComparer.Ordinal);
        private readonly SortedSet<string> _written = new(StringComparer.Ordinal);
        private readonly bool _hasIdAttribute = audience.AttributeIndex(RootNames.CustomerId) >= 0;
        private bool _customerId;
        private bool _send;

        public void Add(Placeholder placeholder) => (placeholder.Source == PlaceholderSource.Customer ? _attributes : _context).Add(placeholder.Name);

        public void AddZone() => _attributes.Add(LocalClock.ZoneAttribute);

        public void AddLocale() => _attributes.Add(Helpers.MailLocale.Attribute);

        /// <summary>Adds what a template reads, as the analysis writes it: <c>customer.homeAirport</c>, <c>offers[].price</c>.</summary>
        public void AddRead(TemplateRead read)
        {
            var root = read.Path.Split('.', 2);
            switch (root[0])
            {
                case "":
                    // Whoever goes over the root goes over everything in it.
                    AddAll();
                    break;
                case RootNames.Customer when root.Length == 1 && read.Usage != TemplateReadUsage.Context:
                    AddCustomer();
                    break;
                case RootNames.Customer when root.Length == 1:
                    // What is read inside is told separately.
                    break;
                case RootNames.Customer when read is { Usage: TemplateReadUsage.Output, IsInPartial: false } && IsScalar(root[1]):
                    _written.Add(root[1]);
                    break;
                case RootNames.Customer:
                    AddMember(FirstOf(root[1]));
                    break;
                case RootNames.Segment when root.Length == 1:
                    AddContext();
                    break;
                case RootNames.Segment:
                    _context.Add(FirstOf(root[1]));
                    break;
                case RootNames.Send:
                    _send = true;
                    break;
            }
        }

        public ClassFields Build() => new(
            [.. _attributes], [.. _context], _customerId, _send, [.. _written.Where(name => !(IsCustomerId(name) ? _customerId : _attributes.Contains(name)))]);

        private static string FirstOf(string path) => path.Split('.', 2)[0].Split('[', 2)[0];

        private bool IsCustomerId(string name) => name == RootNames.CustomerId && !_hasIdAttribute;

        private bool IsScalar(string name) =>
            IsCustomerId(name) || audience.FindAttribute(name) is { Type: not (PropertyType.StringSet or PropertyType.Geo) };

        private void AddMember(string name)
        {
            if (IsCustomerId(name))
                _customerId = true;
            else
                _attributes.Add(name);
        }

        private void AddAll()
        {
            AddCustomer();
            AddContext();
            _send = true;
        }

        private void AddCustomer()
        {
            _attributes.UnionWith(audience.Attributes.Select(a => a.Name));
            _customerId = true;
        }

        private void AddContext() => _context.UnionWith(allContext ?? []);
    }
}

/// <summary>The names at the root of what a template sees, beside those of the bindings.</summary>
internal static class RootNames
{
    public const string Customer = "customer";
    public const string CustomerId = "id";
    public const string Segment = "segment";
    public const string Block = "block";
    public const string Send = "send";

    public static readonly IReadOnlyList<string> Reserved = [Customer, Segment, Block, Send];
}
