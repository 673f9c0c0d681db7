using MicroSeg.Audience.Index;

namespace MicroSeg.Audience.Evaluation;

/// <summary>The codes that one dictionary's values have in another. Both only grow, so what was found stays; what was not found is sought again.</summary>
internal sealed class Translation(PropertyDictionary from, PropertyDictionary to)
{
    private int[] _codes = [];
    private int _countOfTo;

    public bool IsBetween(PropertyDictionary source, PropertyDictionary target) => ReferenceEquals(from, source) && ReferenceEquals(to, target);

    /// <summary>The code that a value has in the other dictionary; 0, which no value has, when it is not there.</summary>
    public int Of(int code)
    {
        const int Unknown = 0, Absent = -1;
        if (code >= _codes.Length)
            Array.Resize(ref _codes, Math.Max(code + 1, from.Count + 1));
        if (_countOfTo != to.Count)
        {
            _countOfTo = to.Count;
            _codes.AsSpan().Replace(Absent, Unknown);
        }

        ref var known = ref _codes[code];
        if (known == Unknown)
            known = Find(code) is > 0 and var found ? found : Absent;
        return Math.Max(known, 0);
    }

    private int Find(int code)
    {
        if (from is StringDictionary texts && to is StringDictionary others)
            return others.TryGetCode(texts.GetUtf8(code), out var text) ? text : 0;
        return to.TryGetCode(from.GetValue(code), out var found) ? found : 0;
    }
}
