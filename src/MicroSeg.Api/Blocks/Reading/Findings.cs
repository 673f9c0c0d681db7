using MicroSeg.Api.Web;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Blocks.Reading;

/// <summary>Collects what is wrong with a definition.</summary>
internal sealed class Findings
{
    private readonly List<Finding> _all = [];

    public IReadOnlyList<Finding> All => _all;

    public bool Any => _all.Count > 0;

    public void Add(Finding finding) => _all.Add(finding);

    public void Add(string path, string code, string message) => _all.Add(new Finding(path, code, message));

    /// <summary>A name that is not known, with the nearest one that is.</summary>
    public void AddUnknown(string path, string code, string what, string name, IEnumerable<string> known)
    {
        var names = known.ToList();
        var nearest = NearestName.Of(name, names) is { } near ? $"; did you mean \"{near}\"?" : "";
        var list = names.Count == 0 ? "there are none" : "known: " + string.Join(", ", names.Order(StringComparer.Ordinal).Take(40));
        Add(path, code, $"unknown {what} \"{(name.Length <= 64 ? name : name[..64] + "…")}\" ({list}){nearest}");
    }
}
