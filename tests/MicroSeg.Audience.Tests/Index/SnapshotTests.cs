using FsCheck;
using FsCheck.Fluent;
using MicroSeg.Audience.Index;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Audience.Tests.Index;

public sealed class SnapshotTests
{
    [Fact]
    public void Any_flipped_byte_is_noticed_or_does_not_matter()
    {
        using var folder = new TemporaryFolder();
        var (index, model) = Sample(1, 30);
        IndexSnapshot.Save(index, folder.Path, 60);
        foreach (var file in Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories))
        {
            var good = File.ReadAllBytes(file);
            for (var at = 0; at < good.Length; at += 1 + (good.Length / 40))
            {
                var bad = (byte[])good.Clone();
                bad[at] ^= 0x15;
                File.WriteAllBytes(file, bad);
                if (IndexSnapshot.TryLoad(folder.Path, index.Schema, out var loaded, out _, out var reason))
                    model.AssertSame(loaded);
                else
                    Assert.False(string.IsNullOrEmpty(reason));
            }

            File.WriteAllBytes(file, good[..^1]);
            Assert.False(IndexSnapshot.TryLoad(folder.Path, index.Schema, out _, out _, out _) && Path.GetFileName(file) != "current");
            File.Delete(file);
            Assert.False(IndexSnapshot.TryLoad(folder.Path, index.Schema, out _, out _, out _));
            File.WriteAllBytes(file, good);
        }

        Assert.True(IndexSnapshot.TryLoad(folder.Path, index.Schema, out var whole, out var applied, out _));
        Assert.Equal(60, applied);
        model.AssertSame(whole);
    }

    [Fact]
    public void A_crash_at_any_step_leaves_the_old_snapshot_or_the_new_one()
    {
        using var folder = new TemporaryFolder();
        var (before, modelBefore) = Sample(2, 200);
        var (after, modelAfter) = Sample(3, 300);
        for (var crashAt = 0; ; crashAt++)
        {
            IndexSnapshot.Save(before, folder.Path, 200);
            var step = 0;
            var crashed = false;
            try
            {
                IndexSnapshot.Save(after, folder.Path, 300, _ => crashed = step++ == crashAt ? throw new OperationCanceledException() : false, CancellationToken.None);
            }
            catch (OperationCanceledException)
            {
                crashed = true;
            }

            Assert.True(IndexSnapshot.TryLoad(folder.Path, RandomData.Schema, out var loaded, out var applied, out var reason), reason);
            Assert.True(applied is 300 || (crashed && applied is 200));
            (applied == 300 ? modelAfter : modelBefore).AssertSame(loaded);
            if (crashed)
                continue;
            Assert.InRange(crashAt, 6, 20);
            Assert.Equal(2, Directory.GetFileSystemEntries(folder.Path).Length);
            return;
        }
    }

    [Fact]
    public void Replaying_after_a_save_beside_the_writer_ends_where_the_writer_is() => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
    {
        using var folder = new TemporaryFolder();
        var data = new RandomData(seed);
        var index = new AudienceIndex(RandomData.Schema);
        var model = new IndexModel();
        var log = new List<Action<AudienceIndex>>();
        Write(100);
        var appliedBefore = log.Count;

        // The writer goes on between the pages and before the shared file.
        IndexSnapshot.Save(index, folder.Path, appliedBefore, _ => Write(30), CancellationToken.None);
        Assert.True(IndexSnapshot.TryLoad(folder.Path, index.Schema, out var loaded, out var applied, out var reason), reason);
        Assert.Equal(appliedBefore, applied);
        foreach (var change in log.Skip((int)applied))
            change(loaded);
        model.AssertSame(index);
        model.AssertSame(loaded);

        void Write(int count)
        {
            for (; count > 0; count--)
            {
                var ordinal = data.Ordinal();
                var number = log.Count + 1;
                var (at, type) = (data.Time(), data.Random.Next(2));
                var properties = data.Values(RandomData.Schema.Events[type].Properties);
                var attributes = data.Values(RandomData.Schema.Attributes);
                switch (data.Random.Next(12))
                {
                    case 0:
                        model.Erase(ordinal);
                        log.Add(i => i.EraseCustomer(ordinal));
                        break;
                    case < 4:
                        model.Upsert(ordinal, $"c{ordinal}", attributes);
                        log.Add(i => i.UpsertCustomer(ordinal, $"c{ordinal}", attributes));
                        break;
                    default:
                        model.Append(ordinal, type, at, properties);
                        log.Add(i => i.AppendEvent(ordinal, type, number, at, properties));
                        break;
                }

                log[^1](index);
            }
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_larger_schema_fits_and_a_smaller_one_is_refused()
    {
        using var folder = new TemporaryFolder();
        var (index, model) = Sample(4, 100);
        IndexSnapshot.Save(index, folder.Path, 1);
        Assert.True(IndexSnapshot.TryLoad(folder.Path, RandomData.Grow(RandomData.Schema, 1), out var loaded, out _, out _));
        Assert.Equal(RandomData.Schema.Attributes.Length + 1, loaded.Schema.Attributes.Length);
        model.AssertSame(loaded);
        Assert.False(IndexSnapshot.TryLoad(folder.Path, AudienceSchema.Empty, out _, out _, out var reason));
        Assert.Contains("aString", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_was_saved_nothing_is_loaded()
    {
        using var folder = new TemporaryFolder();
        Assert.False(IndexSnapshot.TryLoad(Path.Combine(folder.Path, "none"), AudienceSchema.Empty, out _, out _, out var reason));
        Assert.Equal("There is no snapshot.", reason);
    }

    internal static AudienceIndex RoundTrip(AudienceIndex index, long appliedNumber)
    {
        using var folder = new TemporaryFolder();
        IndexSnapshot.Save(index, folder.Path, appliedNumber);
        Assert.True(IndexSnapshot.TryLoad(folder.Path, index.Schema, out var loaded, out var applied, out var reason), reason);
        Assert.Equal(appliedNumber, applied);
        return loaded;
    }

    private static (AudienceIndex Index, IndexModel Model) Sample(int seed, int changes)
    {
        var data = new RandomData(seed);
        var (index, model) = (new AudienceIndex(RandomData.Schema), new IndexModel());
        for (var number = 1; number <= changes; number++)
        {
            var (ordinal, type) = (data.Ordinal(), data.Random.Next(2));
            var (attributes, properties, at) = (data.Values(index.Schema.Attributes), data.Values(index.Schema.Events[type].Properties), data.Time());
            if (number % 4 == 0)
            {
                index.UpsertCustomer(ordinal, $"c{ordinal}", attributes);
                model.Upsert(ordinal, $"c{ordinal}", attributes);
            }
            else
            {
                index.AppendEvent(ordinal, type, number, at, properties);
                model.Append(ordinal, type, at, properties);
            }
        }

        index.EraseCustomer(1);
        model.Erase(1);
        return (index, model);
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("microseg-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
