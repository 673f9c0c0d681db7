using FsCheck;
using FsCheck.Fluent;
using MicroSeg.Audience.Index;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Tests.Index;

public sealed class AudienceIndexTests
{
    [Fact]
    public void The_index_says_what_a_plain_model_says() => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
    {
        var data = new RandomData(seed);
        var index = new AudienceIndex(RandomData.Schema);
        var model = new IndexModel();
        var number = 0L;
        for (var i = data.Random.Next(400); i > 0; i--)
        {
            var ordinal = data.Ordinal();
            switch (data.Random.Next(100))
            {
                case < 25:
                    var attributes = data.Values(index.Schema.Attributes);
                    index.UpsertCustomer(ordinal, $"c{ordinal}", attributes);
                    model.Upsert(ordinal, $"c{ordinal}", attributes);
                    break;
                case < 90:
                    var type = data.Random.Next(index.Schema.Events.Length);
                    var (at, properties) = (data.Time(), data.Values(index.Schema.Events[type].Properties));
                    index.AppendEvent(ordinal, type, ++number, at, properties);
                    model.Append(ordinal, type, at, properties);
                    break;
                case < 95:
                    index.EraseCustomer(ordinal);
                    model.Erase(ordinal);
                    break;
                case < 97:
                    index.MergePending();
                    break;
                case < 99:
                    index.Apply(RandomData.Grow(index.Schema, i));
                    break;
                default:
                    index = SnapshotTests.RoundTrip(index, number);
                    break;
            }

            if (index.Pages.Count > ordinal >> 16 && i % 8 == 0)
                model.AssertCustomer(index, ordinal);
        }

        model.AssertSame(index);
        index.MergePending();
        model.AssertSame(index);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public void Merging_when_much_is_pending_loses_nothing()
    {
        var data = new RandomData(1);
        var index = new AudienceIndex(RandomData.Schema);
        var model = new IndexModel();
        for (var number = 1; number <= 30_000; number++)
        {
            var (ordinal, type) = (data.Ordinal(), data.Random.Next(2));
            var (at, properties) = (data.Time(), data.Values(index.Schema.Events[type].Properties));
            index.AppendEvent(ordinal, type, number, at, properties);
            model.Append(ordinal, type, at, properties);
        }

        model.AssertSame(index);
        Assert.Equal(30_000, index.Pages.Max(p => p.AppliedNumber));
    }

    [Fact]
    public void An_erased_customer_leaves_nothing_to_read()
    {
        var index = new AudienceIndex(RandomData.Schema);
        index.UpsertCustomer(5, "gone", [(0, PropertyValue.Of("secret"))]);
        index.AppendEvent(5, 1, 1, 100, []);
        index.MergePending();
        index.AppendEvent(5, 1, 2, 200, []);
        index.AppendEvent(6, 1, 3, 300, []);
        var (column, row) = (index.Pages[0].Attribute(0)!, 5);

        index.EraseCustomer(5);
        index.UpsertCustomer(5, "gone", []);
        index.AppendEvent(5, 1, 4, 400, []);

        Assert.Equal(0UL, column.CodeAt(row));
        Assert.False(index.Keys.TryGetOrdinal("gone", out _));
        Assert.Null(index.Keys.GetId(5));
        Assert.False(index.TryReadAttribute(5, 0, out _));
        Assert.False(index.Pages[0].TryGetEvents(1, 5, 1, out _));
        Assert.True(index.Pages[0].TryGetEvents(1, 0, 1024, out var slice));
        Assert.Equal([6], slice.Table.RunCustomers.ToArray());
        Assert.Equal((0, 1L), (index.CustomerCount, index.EventCount));
    }

    [Fact]
    public void Ids_and_values_are_checked_before_anything_changes()
    {
        var index = new AudienceIndex(RandomData.Schema);
        index.UpsertCustomer(0, "a", []);
        Assert.Throws<ArgumentException>(() => index.UpsertCustomer(1, "a", []));
        Assert.Throws<ArgumentException>(() => index.UpsertCustomer(0, "b", []));
        Assert.Throws<ArgumentException>(() => index.UpsertCustomer(1, new string('x', CustomerKeys.MaxIdLength + 1), []));
        Assert.Throws<ArgumentException>(() => index.UpsertCustomer(1, "c", [(0, PropertyValue.Of(1.0))]));
        Assert.Throws<ArgumentException>(() => index.AppendEvent(0, 0, 1, 1, [(0, PropertyValue.Of(true))]));
        Assert.Throws<ArgumentException>(() => index.AppendEvent(0, 0, 1, 1, [(2, PropertyValue.FromKey(PropertyType.Decimal, long.MinValue))]));
        Assert.Throws<ArgumentException>(() => index.Apply(AudienceSchema.Empty));
        Assert.False(index.Keys.TryGetOrdinal("c", out _));
        Assert.Equal((1, 0L), (index.CustomerCount, index.EventCount));
    }

    [Fact]
    public async Task Readers_see_whole_changes_while_the_writer_works()
    {
        // Both attributes are always written together, and each event says in its property how many came before it.
        var schema = AudienceSchema.Empty
            .WithAttribute(new PropertyDefinition("a", PropertyType.Decimal))
            .WithAttribute(new PropertyDefinition("b", PropertyType.Decimal))
            .WithEvent(new EventDefinition("e", [new PropertyDefinition("n", PropertyType.Decimal)]));
        var index = new AudienceIndex(schema);
        index.UpsertCustomer(7, "seven", []);
        var page = index.Pages[0];
        var done = 0;
        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            var seen = 0;
            while (Volatile.Read(ref done) == 0 || seen == 0)
            {
                using (page.EnterRead())
                {
                    var a = page.Attribute(0)?.TryGetKey(7, out var x) == true ? x : 0;
                    var b = page.Attribute(1)?.TryGetKey(7, out var y) == true ? y : 0;
                    Assert.Equal(a, b);
                    var any = page.TryGetEvents(0, 7, 1, out var slice);
                    var count = any ? slice.Table.RunStarts[slice.ToRun] - slice.Table.RunStarts[slice.FromRun] : 0;
                    Assert.InRange(count, seen, int.MaxValue);
                    seen = count;
                    for (var i = 0; i < count; i++)
                    {
                        Assert.True(slice.Table.Property(0)!.TryGetKey(slice.Table.RunStarts[slice.FromRun] + i, out var key));
                        Assert.Equal(i, key / PropertyValue.DecimalScale);
                    }
                }
            }
        })).ToArray();

        for (var i = 0; i < 3000; i++)
        {
            // Growing values force new columns again and again.
            index.UpsertCustomer(7, "seven", [(0, PropertyValue.Of(i * 7919m)), (1, PropertyValue.Of(i * 7919m))]);
            index.AppendEvent(7, 0, i + 1, i / 10, [(0, PropertyValue.Of((decimal)i))]);
            if (i % 100 == 0)
                index.MergePending();
        }

        Volatile.Write(ref done, 1);
        await Task.WhenAll(readers);
        Assert.Equal(3000, index.EventCount);
    }
}
