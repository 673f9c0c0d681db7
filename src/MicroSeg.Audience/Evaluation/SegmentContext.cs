using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Evaluation;

/// <summary>
/// Why a customer is a member, as far as templates can use it: the best group of a condition with <c>per</c>, such as
/// <c>{ "destination": "DEL", "count": 5 }</c>. Of the groups that satisfy the measure it is the one with the largest result, then the later
/// last event, then the smaller value.
/// </summary>
/// <param name="Property">The property by which <c>per</c> groups.</param>
/// <param name="Value">The group's value.</param>
/// <param name="Measure">The measure's key.</param>
/// <param name="Result">What it came to: a count as a number, an age in seconds, an average of decimals rounded to six places.</param>
public sealed record SegmentContext(string Property, PropertyValue Value, string Measure, PropertyValue Result);
