namespace MicroSeg.Audience.Evaluation.Explaining;

/// <summary>What a measuring node came to for one customer.</summary>
/// <param name="Seen">The result, and what it was made of.</param>
/// <param name="Rows">The events that were counted, in the order of time, then of arrival.</param>
/// <param name="Group">With <c>per</c>, the group that they make up; null when there is none.</param>
/// <param name="GroupsHolding">With <c>per</c>, how many groups satisfy the measure.</param>
internal sealed record MeasureReading(IReadOnlyList<ExplainedValue> Seen, int[] Rows, ExplainedValue? Group = null, int? GroupsHolding = null);
