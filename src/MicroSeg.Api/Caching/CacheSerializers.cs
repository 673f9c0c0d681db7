using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Caching.Hybrid;

namespace MicroSeg.Api.Caching;

/// <summary>Finds the serializer of a type: one registered for it, else a registered factory's, else JSON.</summary>
internal sealed class CacheSerializers(IServiceProvider services)
{
    private readonly ConcurrentDictionary<Type, object> _byType = new();

    public IHybridCacheSerializer<T> For<T>() => (IHybridCacheSerializer<T>)_byType.GetOrAdd(typeof(T), _ => Find<T>());

    private IHybridCacheSerializer<T> Find<T>()
    {
        if (services.GetService<IHybridCacheSerializer<T>>() is { } registered)
            return registered;
        foreach (var factory in services.GetServices<IHybridCacheSerializerFactory>())
        {
            if (factory.TryCreateSerializer<T>(out var made))
                return made;
        }

        return new Json<T>();
    }

    private sealed class Json<T> : IHybridCacheSerializer<T>
    {
        public T Deserialize(ReadOnlySequence<byte> source)
        {
            var reader = new Utf8JsonReader(source);
            return JsonSerializer.Deserialize<T>(ref reader)!;
        }

        public void Serialize(T value, IBufferWriter<byte> target)
        {
            using var writer = new Utf8JsonWriter(target);
            JsonSerializer.Serialize(writer, value);
        }
    }
}
