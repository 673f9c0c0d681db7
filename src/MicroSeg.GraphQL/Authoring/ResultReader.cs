using System.Reflection;

namespace MicroSeg.GraphQL.Authoring;

/// <summary>Takes values out of what resolvers return: tasks, and streams that are read to their end.</summary>
internal static class ResultReader
{
    /// <summary>Whether a type is a value itself, not something to wait for.</summary>
    public static bool IsAtHand(Type type) => Wrapper(type) is null;

    public static Func<object?, ValueTask<object?>> For(Type type)
    {
        if (Wrapper(type) is not { } wrapper)
            return value => new(value);
        return typeof(ResultReader).GetMethod(wrapper.Method, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(wrapper.Value)
            .CreateDelegate<Func<object?, ValueTask<object?>>>();
    }

    private static (string Method, Type Value)? Wrapper(Type type)
    {
        if (TypeShape.Is(type, typeof(Task<>)))
            return (nameof(OfTask), type.GetGenericArguments()[0]);
        if (TypeShape.Is(type, typeof(ValueTask<>)))
            return (nameof(OfValueTask), type.GetGenericArguments()[0]);
        return TypeShape.Is(type, typeof(IAsyncEnumerable<>)) ? (nameof(OfStream), type.GetGenericArguments()[0]) : null;
    }

    private static ValueTask<object?> OfTask<T>(object? value)
    {
        var task = (Task<T>)value!;
        return task.IsCompletedSuccessfully ? new(task.Result) : AwaitAsync(new ValueTask<T>(task));
    }

    private static ValueTask<object?> OfValueTask<T>(object? value)
    {
        var task = (ValueTask<T>)value!;
        return task.IsCompletedSuccessfully ? new((object?)task.Result) : AwaitAsync(task);
    }

    private static async ValueTask<object?> OfStream<T>(object? value)
    {
        if (value is null)
            return null;
        var items = new List<T>();
        await foreach (var item in (IAsyncEnumerable<T>)value)
            items.Add(item);
        return items;
    }

    private static async ValueTask<object?> AwaitAsync<T>(ValueTask<T> task) => await task;
}
