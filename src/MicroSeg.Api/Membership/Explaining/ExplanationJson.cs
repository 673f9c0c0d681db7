using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Membership.Explaining;

/// <summary>The JSON of explanations, which goes deeper than other replies: rules within segments within rules, and each level of nodes takes two of JSON.</summary>
internal sealed class ExplanationJson(IOptions<JsonOptions> json)
{
    private const int MaxDepth = 512;

    public JsonSerializerOptions Options { get; } = new(json.Value.SerializerOptions) { MaxDepth = MaxDepth };
}
