namespace MicroSeg.Templates.Rendering;

/// <summary>The <c>@</c> variables of a block. A new frame starts as a copy of the one around it.</summary>
internal sealed class DataFrame
{
    private bool _iterates;
    private bool _first;
    private bool _last;
    private int _index;
    private TemplateValue _key;

    public DataFrame(DataFrame? parent = null)
    {
        Parent = parent;
        if (parent is null)
            return;
        (_iterates, _first, _last, _index, _key) = (parent._iterates, parent._first, parent._last, parent._index, parent._key);
        Block = parent.Block;
    }

    public DataFrame? Parent { get; }

    /// <summary>The block that the partial being rendered was given.</summary>
    public PartialBlock? Block { get; set; }

    public void Iterate(in TemplateValue key, int index, bool isLast)
    {
        _iterates = true;
        _key = key;
        _index = index;
        _first = index == 0;
        _last = isLast;
    }

    public TemplateValue Get(string name, in TemplateValue root) => name switch
    {
        "root" => root,
        "partial-block" when Block is not null => TemplateValue.From(Block),
        _ when !_iterates => TemplateValue.Undefined,
        "index" => TemplateValue.From((double)_index),
        "key" => _key,
        "first" => TemplateValue.From(_first),
        "last" => TemplateValue.From(_last),
        _ => TemplateValue.Undefined,
    };
}
