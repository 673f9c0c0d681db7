namespace MicroSeg.Templates.Rendering;

/// <summary>A context with the named arguments of a partial laid over it.</summary>
internal sealed class ExtendedObject(ITemplateObject inner, TemplateObject own) : ITemplateObject
{
    public IEnumerable<string> Names
    {
        get
        {
            foreach (var name in inner.Names)
                yield return name;
            foreach (var name in own.Names)
            {
                if (!inner.TryGet(name, out _))
                    yield return name;
            }
        }
    }

    public bool TryGet(string name, out TemplateValue value) => own.TryGet(name, out value) || inner.TryGet(name, out value);
}
