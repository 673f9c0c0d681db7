using MicroSeg.Api.Web;

namespace MicroSeg.Api.Intake;

/// <summary>A record that was not taken, and all that is wrong with it.</summary>
/// <param name="Line">The line of the body that it begins in, from 1.</param>
/// <param name="Errors">What is wrong.</param>
internal sealed record RejectedRecord(long Line, IReadOnlyList<Finding> Errors);
