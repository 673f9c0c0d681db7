using MicroSeg.Audience.Bitmaps.Containers;

namespace MicroSeg.Audience.Bitmaps;

public sealed partial class CustomerSet
{
    /// <summary>Members of both sets.</summary>
    public CustomerSet And(CustomerSet other) => Combine<AndOperation>(other);

    /// <summary>Members of either set.</summary>
    public CustomerSet Or(CustomerSet other) => Combine<OrOperation>(other);

    /// <summary>Members of this set that are not members of the other.</summary>
    public CustomerSet AndNot(CustomerSet other) => Combine<AndNotOperation>(other);

    /// <summary>Members of exactly one of the sets.</summary>
    public CustomerSet Xor(CustomerSet other) => Combine<XorOperation>(other);

    /// <summary>The number of members of both sets; nothing is made in between.</summary>
    public int AndCount(CustomerSet other)
    {
        if ((_sparse ?? other._sparse) is { } sparse)
        {
            var (set, found) = (_sparse is null ? this : other, 0);
            foreach (var member in sparse)
                found += set.Contains(member) ? 1 : 0;
            return found;
        }

        var (i, j, count) = (0, 0, 0);
        while (i < _pages.Length && j < other._pages.Length)
        {
            var order = _pages[i] - other._pages[j];
            if (order == 0)
                count += ContainerAlgebra.AndCount(_containers[i], other._containers[j]);
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return count;
    }

    /// <summary>This set with a member more; itself when it has it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The ordinal is negative.</exception>
    public CustomerSet With(int ordinal)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ordinal);
        if (Contains(ordinal))
            return this;
        if (_sparse is { } sparse && Count < SparseLimit)
        {
            var at = ~Array.BinarySearch(sparse, ordinal);
            return new CustomerSet([.. sparse.AsSpan(0, at), ordinal, .. sparse.AsSpan(at)], [], [], Count + 1);
        }

        var (pages, containers) = ByPage();
        var page = (ushort)(ordinal >> 16);
        var index = Array.BinarySearch(pages, page);
        if (index >= 0)
            return Replacing(pages, containers, index, containers[index].With((ushort)ordinal), Count + 1);
        index = ~index;
        Container added = new ArrayContainer([(ushort)ordinal]);
        return new CustomerSet(null, [.. pages.AsSpan(0, index), page, .. pages.AsSpan(index)], [.. containers.AsSpan(0, index), added, .. containers.AsSpan(index)], Count + 1);
    }

    /// <summary>This set with a member less; itself when it lacks it.</summary>
    public CustomerSet Without(int ordinal)
    {
        if (!Contains(ordinal))
            return this;
        if (_sparse is { } sparse)
        {
            var at = Array.BinarySearch(sparse, ordinal);
            return new CustomerSet([.. sparse.AsSpan(0, at), .. sparse.AsSpan(at + 1)], [], [], Count - 1);
        }

        var index = Array.BinarySearch(_pages, (ushort)(ordinal >> 16));
        if (_containers[index].Without((ushort)ordinal) is { } rest)
            return Replacing(_pages, _containers, index, rest, Count - 1);
        return new CustomerSet(null, [.. _pages.AsSpan(0, index), .. _pages.AsSpan(index + 1)], [.. _containers.AsSpan(0, index), .. _containers.AsSpan(index + 1)], Count - 1);
    }

    private static CustomerSet Replacing(ushort[] pages, Container[] containers, int index, Container container, int count)
    {
        containers = (Container[])containers.Clone();
        containers[index] = container;
        return new CustomerSet(null, pages, containers, count);
    }

    private CustomerSet Combine<TOperation>(CustomerSet other)
        where TOperation : ISetOperation
    {
        var (leftPages, left) = ByPage();
        var (rightPages, right) = other.ByPage();
        var result = new ContainerList(Math.Max(left.Length, right.Length));
        var (i, j) = (0, 0);
        while (i < left.Length || j < right.Length)
        {
            var a = i < left.Length ? leftPages[i] : int.MaxValue;
            var b = j < right.Length ? rightPages[j] : int.MaxValue;
            var container = (a <= b, b <= a) switch
            {
                (true, true) => ContainerAlgebra.Combine<TOperation>(left[i], right[j]),
                (true, _) => TOperation.Keeps(true, false) ? left[i] : null,
                _ => TOperation.Keeps(false, true) ? right[j] : null,
            };
            result.Add((ushort)Math.Min(a, b), container);
            i += a <= b ? 1 : 0;
            j += b <= a ? 1 : 0;
        }

        return result.ToSet();
    }
}
