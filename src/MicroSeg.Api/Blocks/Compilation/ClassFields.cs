using System.Collections.Immutable;
using MicroSeg.Api.Blocks.Data;
using MicroSeg.Api.Blocks.Definitions;

namespace MicroSeg.Api.Blocks.Compilation;

/// <summary>
/// The values that a variant's content depends on beside the offers: customers for whom they are equal are one render class.
/// </summary>
/// <param name="Attributes">Attributes of the customer, in ordinal order.</param>
/// <param name="Context">Members of the segment's context, in ordinal order.</param>
/// <param name="UsesCustomerId">Whether the customer's id is read, so that every customer is a class.</param>
/// <param name="UsesSend">Whether the send's id is read.</param>
internal sealed record ClassFields(ImmutableArray<string> Attributes, ImmutableArray<string> Context, bool UsesCustomerId, bool UsesSend)
{
    internal sealed class Builder(bool hasIdAttribute, IEnumerable<string> allAttributes, IEnumerable<string>? allContext)
    {
        private readonly SortedSet<string> _attributes = new(StringComparer.Ordinal);
        private readonly SortedSet<string> _context = new(StringComparer.Ordinal);
        private bool _customerId;
        private bool _send;

        public void Add(Placeholder placeholder) => (placeholder.Source == PlaceholderSource.Customer ? _attributes : _context).Add(placeholder.Name);

        public void AddZone() => _attributes.Add(LocalClock.ZoneAttribute);

        public void AddLocale() => _attributes.Add(Helpers.MailLocale.Attribute);

        /// <summary>Adds what a template reads, as the analysis writes it: <c>customer.homeAirport</c>, <c>offers[].price</c>.</summary>
        public void AddRead(string path)
        {
            var root = path.Split('.', 2);
            switch (root[0])
            {
                case "":
                    // Whoever goes over the root goes over everything in it.
                    AddAll();
                    break;
                case RootNames.Customer when root.Length == 1:
                    AddCustomer();
                    break;
                case RootNames.Customer when root[1] == RootNames.CustomerId && !hasIdAttribute:
                    _customerId = true;
                    break;
                case RootNames.Customer:
                    _attributes.Add(FirstOf(root[1]));
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

        public ClassFields Build() => new([.. _attributes], [.. _context], _customerId, _send);

        private static string FirstOf(string path) => path.Split('.', 2)[0].Split('[', 2)[0];

        private void AddAll()
        {
            AddCustomer();
            AddContext();
            _send = true;
        }

        private void AddCustomer()
        {
            _attributes.UnionWith(allAttributes);
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
