using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MicroSeg.Audience.Index;
using MicroSeg.Audience.Index.Dictionaries;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Tests.Index;

public sealed class DictionaryTests
{
    [Fact]
    public void A_table_finds_what_was_added_and_not_what_was_erased() => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        var table = new ByteStringTable(random.Next(3));
        var model = new Dictionary<int, string>();
        var next = 0;
        for (var i = 0; i < 500; i++)
        {
            if (random.Next(4) > 0 || model.Count == 0)
            {
                var text = $"{next}:{new string('x', random.Next(20) == 0 ? random.Next(40_000) : random.Next(10))}";
                table.Add(next, Encoding.UTF8.GetBytes(text));
                model.Add(next, text);
                next += random.Next(1, 200);
            }
            else
            {
                var code = model.Keys.ElementAt(random.Next(model.Count));
                table.Erase(code);
                Assert.False(table.TryFind(Encoding.UTF8.GetBytes(model[code]), out _));
                Assert.False(table.TryGet(code, out _));
                Assert.True(table.IsErased(code));
                model.Remove(code);
            }
        }

        foreach (var (code, text) in model)
        {
            Assert.True(table.TryFind(Encoding.UTF8.GetBytes(text), out var found));
            Assert.Equal(code, found);
            Assert.True(table.TryGet(code, out var bytes));
            Assert.Equal(text, Encoding.UTF8.GetString(bytes));
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Erased_bytes_are_gone_from_memory()
    {
        var arena = new ByteArena();
        var offset = arena.Append("somebody"u8);
        var held = arena.Get(offset);
        arena.Wipe(offset);
        Assert.All(held.ToArray(), b => Assert.Equal(0, b));
        Assert.Equal(0, arena.Get(offset).Length);
    }

    [Fact]
    public void Every_kind_of_dictionary_gives_back_its_values()
    {
        PropertyValue[] values =
        [
            PropertyValue.Of(""), PropertyValue.Of("Zürich"), PropertyValue.Of(new string('ß', 5000)),
            PropertyValue.Of([]), PropertyValue.Of(["b", "a", ""]), PropertyValue.Of(["a"]),
            PropertyValue.Of(new GeoPoint(0, 0)), PropertyValue.Of(new GeoPoint(-33.5, 151.25)),
        ];
        foreach (var group in values.GroupBy(v => v.Type))
        {
            var dictionary = PropertyDictionary.For(group.Key)!;
            foreach (var value in group)
            {
                Assert.False(dictionary.TryGetCode(value, out _));
                var code = dictionary.GetOrAdd(value);
                Assert.Equal(dictionary.Count, code);
                Assert.Equal(code, dictionary.GetOrAdd(value));
                Assert.True(dictionary.TryGetCode(value, out var found));
                Assert.Equal(code, found);
                Assert.Equal(value, dictionary.GetValue(code));
            }
        }

        var points = (GeoDictionary)PropertyDictionary.For(PropertyType.Geo)!;
        Assert.Equal(points.GetOrAdd(PropertyValue.Of(new GeoPoint(0.0, 0.0))), points.GetOrAdd(PropertyValue.Of(new GeoPoint(-0.0, -0.0))));
    }

    [Fact]
    public async Task Readers_find_everything_that_the_writer_announced()
    {
        var dictionary = new StringDictionary();
        var announced = 0;
        var readers = Enumerable.Range(0, 2).Select(reader => Task.Run(() =>
        {
            var random = new Random(reader);
            for (var known = 0; known < 20_000;)
            {
                known = Volatile.Read(ref announced);
                if (known == 0)
                    continue;
                var code = random.Next(known) + 1;
                Assert.Equal($"text {code}", dictionary.GetString(code));
                Assert.True(dictionary.TryGetCode($"text {code}", out var found));
                Assert.Equal(code, found);
            }
        })).ToArray();
        for (var code = 1; code <= 20_000; code++)
        {
            Assert.Equal(code, dictionary.GetOrAdd($"text {code}"));
            Volatile.Write(ref announced, code);
        }

        await Task.WhenAll(readers);
    }
}
