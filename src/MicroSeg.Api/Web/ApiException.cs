namespace MicroSeg.Api.Web;

/// <summary>
/// An expected failure: what the caller did wrong or must know, with a stable code. Mapped once to problem details
/// (RFC 9457). Lookups that find nothing return null instead.
/// </summary>
internal class ApiException(int status, string code, string message, IReadOnlyList<Finding>? findings = null) : Exception(message)
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>A stable code, such as <c>segment.cycle</c>.</summary>
    public string Code { get; } = code;

    /// <summary>All that is wrong, where there may be several.</summary>
    public IReadOnlyList<Finding> Findings { get; } = findings ?? [];

    /// <summary>Further members of the problem document.</summary>
    public Dictionary<string, object?> Extensions { get; } = new(StringComparer.Ordinal);

    /// <summary>When the same may work: the Retry-After header.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What was sent is wrong: 400 with every finding.</summary>
    public static ApiException Invalid(string code, string message, params IReadOnlyList<Finding> findings) => new(StatusCodes.Status400BadRequest, code, message, findings);

    /// <summary>The state of things forbids it: 409.</summary>
    public static ApiException Conflict(string code, string message, params IReadOnlyList<Finding> findings) => new(StatusCodes.Status409Conflict, code, message, findings);

    /// <summary>There is no such thing: 404.</summary>
    public static ApiException NotFound(string code, string message) => new(StatusCodes.Status404NotFound, code, message);
}
