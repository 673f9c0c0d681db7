using MicroSeg.Api.Blocks.Reading;
using MicroSeg.Api.Web;

namespace MicroSeg.Api.Blocks;

/// <summary>What can go wrong with blocks.</summary>
internal static class BlockErrors
{
    public static ApiException Invalid(Findings findings) =>
        ApiException.Invalid("block.invalid", $"The block cannot be used as it is: {findings.All.Count} finding{(findings.All.Count == 1 ? "" : "s")}.", findings.All);

    public static ApiException InvalidKey(string key) => ApiException.Invalid("block.invalid_key", "This is not a block key.", new Finding(
        "key", "block.invalid_key", $"found \"{Suggestions.Cut(key)}\", expected 1 to {BlockReader.MaxKeyLength} lower-case letters, digits, '-' or '_'"));

    public static ApiException NotFound(string key) => ApiException.NotFound("block.not_found", $"There is no block '{Suggestions.Cut(key)}'.");

    public static ApiException NotPublished(string key) => ApiException.NotFound("block.not_published", $"Block '{Suggestions.Cut(key)}' has no published version.");

    public static ApiException NoSuchVersion(string key, int version) => ApiException.NotFound("block.version_not_found", $"Block '{key}' has no version {version}.");

    public static ApiException NothingToRollBackTo(string key) => ApiException.Conflict("block.nothing_to_roll_back_to", $"Block '{key}' has no version before the one that is served.");

    public static ApiException Changed() => new(StatusCodes.Status412PreconditionFailed, "request.precondition_failed", "Somebody else changed the block at the same moment: read it, and edit that.");
}
