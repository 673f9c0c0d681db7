namespace MicroSeg.Audience.Bitmaps;

/// <summary>Collects the members of a <see cref="CustomerSet"/>.</summary>
public sealed class CustomerSetBuilder
{
    private readonly SortedSet<int> _members = [];

    /// <summary>Adds a member; nothing happens when it is there.</summary>
    public void Add(int ordinal) => _members.Add(ordinal);

    /// <summary>Takes a member away; nothing happens when it is not there.</summary>
    public void Remove(int ordinal) => _members.Remove(ordinal);

    /// <summary>The set as it is now.</summary>
    public CustomerSet ToSet() => CustomerSet.Of(_members);
}
