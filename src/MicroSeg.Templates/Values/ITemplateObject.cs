namespace MicroSeg.Templates;

/// <summary>Named members that a template may read. Nothing else of the implementing type can be reached.</summary>
public interface ITemplateObject
{
    /// <summary>The names over which <c>{{#each}}</c> goes, in that order.</summary>
    IEnumerable<string> Names { get; }

    /// <summary>Reads a member.</summary>
    /// <param name="name">The member's name, compared ordinally.</param>
    /// <param name="value">Its value; <see cref="TemplateValue.Undefined"/> where there is none.</param>
    /// <returns>Whether there is such a member.</returns>
    bool TryGet(string name, out TemplateValue value);
}
