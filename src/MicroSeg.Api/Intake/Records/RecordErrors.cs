using MicroSeg.Api.Web;

namespace MicroSeg.Api.Intake.Records;

/// <summary>What is wrong with one record; used again for the next one.</summary>
internal sealed class RecordErrors
{
    private const int Most = 100;
    private List<Finding>? _findings;
    private string _root = "$";

    /// <summary>What was found; empty for a good record.</summary>
    public IReadOnlyList<Finding> Findings => _findings ?? [];

    public bool Any => _findings is not null;

    /// <summary>A name was not known, which another node may have defined a moment ago.</summary>
    public bool UnknownName { get; private set; }

    /// <summary>Starts on the next record.</summary>
    /// <param name="root">The JSON path of the record in the body.</param>
    public void Reset(string root)
    {
        _root = root;
        _findings = null;
    }

    /// <param name="path">Below the record, beginning with a dot; empty for the record itself.</param>
    /// <param name="code">A stable code.</param>
    /// <param name="message">What was found and what would do.</param>
    /// <param name="column">The place in the line, where it is known.</param>
    public void Add(string path, string code, string message, long? column = null)
    {
        _findings ??= [];
        if (_findings.Count < Most)
            _findings.Add(new Finding(_root + path, code, message, Column: (int?)column));
    }

    /// <summary>A name that the schema does not have.</summary>
    public void AddUnknown(string path, string code, string what, string name, IEnumerable<string> known, long? column = null)
    {
        UnknownName = true;
        Add(path, code, Suggestions.Unknown(what, name, known), column);
    }

    /// <summary>The unknown names have been looked up afresh.</summary>
    public void ForgetUnknownNames() => UnknownName = false;
}
