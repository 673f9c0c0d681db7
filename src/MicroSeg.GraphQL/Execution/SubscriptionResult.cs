namespace MicroSeg.GraphQL.Execution;

/// <summary>What subscribing gave: a stream of results, or why there is none (section 6.2.3).</summary>
/// <param name="Refusal">Why there is no stream; null if there is one.</param>
/// <param name="Events">One result an event. Each is to be disposed.</param>
public sealed record SubscriptionResult(ExecutionResult? Refusal, IAsyncEnumerable<ExecutionResult>? Events);
