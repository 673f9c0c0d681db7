using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace MicroSeg.Templates;

/// <summary>An immutable set of helpers beside the language's own (<c>if unless each with lookup log</c>), which are always there.</summary>
public sealed class TemplateHelpers
{
    private readonly FrozenDictionary<string, TemplateHelper> _helpers;

    /// <summary>Makes a set.</summary>
    /// <param name="helpers">The helpers, each of another name.</param>
    /// <exception cref="ArgumentException">Two helpers share a name, or one has the name of a built-in helper.</exception>
    public TemplateHelpers(IEnumerable<TemplateHelper> helpers)
    {
        var byName = new Dictionary<string, TemplateHelper>(StringComparer.Ordinal);
        foreach (var helper in helpers)
        {
            if (BuiltIns.IsKnown(helper.Name))
                throw new ArgumentException($"The helper '{helper.Name}' is part of the language and cannot be replaced", nameof(helpers));
            if (!byName.TryAdd(helper.Name, helper))
                throw new ArgumentException($"Two helpers are named '{helper.Name}'", nameof(helpers));
        }

        _helpers = byName.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Nothing but the built-in helpers.</summary>
    public static TemplateHelpers None { get; } = new([]);

    /// <summary>The helpers of this set, built-in ones left out.</summary>
    public IReadOnlyCollection<TemplateHelper> All => _helpers.Values;

    internal bool TryGet(string name, [NotNullWhen(true)] out TemplateHelper? helper) => _helpers.TryGetValue(name, out helper);
}
