using System.Text.Json.Nodes;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;

namespace MicroSeg.Audience.Rules.Memberships;

/// <summary>A term that may stand beside <c>segment</c>.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Read">Reads what stands under the key; null when that is wrong, which has been reported.</param>
/// <param name="Shape">What stands there.</param>
internal sealed record MembershipTermKind(string Name, Func<ReadState, JsonPlace, MembershipTerm?> Read, Func<ShapeScope, JsonObject> Shape);
