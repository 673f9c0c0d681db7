using System.Reflection;
using System.Runtime.CompilerServices;

namespace MicroSeg.GraphQL.Authoring;

/// <summary>Streams of any type as streams of events.</summary>
internal static class EventStream
{
    public static IAsyncEnumerable<object?> Of(object? stream)
    {
        var contract = stream?.GetType().GetInterfaces().FirstOrDefault(candidate => TypeShape.Is(candidate, typeof(IAsyncEnumerable<>)))
            ?? throw new InvalidOperationException("A subscription's source gives an IAsyncEnumerable");
        return (IAsyncEnumerable<object?>)typeof(EventStream).GetMethod(nameof(Box), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(contract.GetGenericArguments())
            .Invoke(null, [stream, CancellationToken.None])!;
    }

    private static async IAsyncEnumerable<object?> Box<T>(IAsyncEnumerable<T> stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in stream.WithCancellation(cancellationToken))
            yield return item;
    }
}
