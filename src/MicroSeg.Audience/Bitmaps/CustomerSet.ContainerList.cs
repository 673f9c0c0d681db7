using MicroSeg.Audience.Bitmaps.Containers;

namespace MicroSeg.Audience.Bitmaps;

public sealed partial class CustomerSet
{
    /// <summary>Collects containers, page by page, and chooses how the set is kept.</summary>
    internal readonly struct ContainerList(int capacity)
    {
        private readonly List<ushort> _pages = new(capacity);
        private readonly List<Container> _containers = new(capacity);

        public void Add(ushort page, Container? container)
        {
            if (container is null)
                return;
            _pages.Add(page);
            _containers.Add(container);
        }

        public (ushort[] Pages, Container[] Containers) ToArrays() => ([.. _pages], [.. _containers]);

        public CustomerSet ToSet()
        {
            var (count, bytes) = (0, 0L);
            foreach (var container in _containers)
            {
                count += container.Cardinality;
                bytes += container.Bytes + Container.Overhead;
            }

            if (count == 0)
                return Empty;
            var (pages, containers) = ToArrays();
            var set = new CustomerSet(null, pages, containers, count);
            return count <= SparseLimit && count * 4L < bytes ? new CustomerSet([.. set], [], [], count) : set;
        }
    }
}
