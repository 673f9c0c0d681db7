namespace MicroSeg.Api.History.Movement;

/// <summary>What is asked about movement.</summary>
/// <param name="From">Where customers were.</param>
/// <param name="To">Where they went.</param>
/// <param name="Before">When they were there.</param>
/// <param name="After">When they had gone.</param>
internal sealed record MovementQuestion(IReadOnlyList<string> From, IReadOnlyList<string> To, DateTimeOffset Before, DateTimeOffset After);
