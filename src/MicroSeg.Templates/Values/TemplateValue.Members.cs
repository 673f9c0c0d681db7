using System.Globalization;

namespace MicroSeg.Templates;

public readonly partial struct TemplateValue
{
    private const string SafeStringMember = "string";

    /// <summary>The number of elements of a list; 0 for every other kind.</summary>
    public int Count => Kind != TemplateValueKind.List
        ? 0
        : _reference is IReadOnlyList<TemplateValue> values ? values.Count : ((IReadOnlyList<ITemplateObject>)_reference!).Count;

    /// <summary>An element of a list.</summary>
    /// <param name="index">The index, counted from 0.</param>
    /// <returns>The element; <see cref="Undefined"/> outside the list and for every other kind.</returns>
    public TemplateValue ElementAt(int index)
    {
        if ((uint)index >= (uint)Count)
            return Undefined;
        return _reference is IReadOnlyList<TemplateValue> values ? values[index] : From(((IReadOnlyList<ITemplateObject>)_reference!)[index]);
    }

    /// <summary>Reads a member: of an object by its name, of a list or text <c>length</c> and the elements by index, as JavaScript's own properties.</summary>
    /// <param name="name">The member's name.</param>
    /// <returns>Its value; <see cref="Undefined"/> where there is none.</returns>
    public TemplateValue Get(string name)
    {
        switch (Kind)
        {
            case TemplateValueKind.Object:
                return ((ITemplateObject)_reference!).TryGet(name, out var value) ? value : Undefined;
            case TemplateValueKind.List:
                if (ArrayIndex.TryParse(name, out var index))
                    return index <= int.MaxValue ? ElementAt((int)index) : Undefined;
                return name is "length" ? From((double)Count) : Undefined;
            case TemplateValueKind.String:
                var text = (string)_reference!;
                if (ArrayIndex.TryParse(name, out var at))
                    return at < text.Length ? From(text[(int)at].ToString(CultureInfo.InvariantCulture)) : Undefined;
                return name is "length" ? From((double)text.Length) : Undefined;
            case TemplateValueKind.SafeString when name is SafeStringMember:
                return From((string)_reference!);
            case TemplateValueKind.Hole:
                throw NotKnown();
            default:
                return Undefined;
        }
    }

    /// <summary>The members that <c>each</c> and a partial's named arguments go over: a safe string is an object there, as in JavaScript.</summary>
    internal ITemplateObject? OwnMembers => Kind == TemplateValueKind.SafeString ? new TemplateObject { { SafeStringMember, Get(SafeStringMember) } } : Members;

    /// <summary>JavaScript's truth: everything but undefined, null, false, zero, not-a-number and empty text.</summary>
    public bool IsTruthy => Kind switch
    {
        TemplateValueKind.Undefined or TemplateValueKind.Null => false,
        TemplateValueKind.Boolean => AsBoolean(),
        TemplateValueKind.Number => AsDouble() is var number && number != 0 && !double.IsNaN(number),
        TemplateValueKind.Decimal => DecimalBits != 0,
        TemplateValueKind.String => ((string)_reference!).Length > 0,
        TemplateValueKind.Hole => throw NotKnown(),
        _ => true,
    };

    /// <summary>Handlebars' emptiness: what is not true, but zero is not empty; and the empty list.</summary>
    internal bool IsEmpty => Kind switch
    {
        TemplateValueKind.Number => double.IsNaN(AsDouble()),
        TemplateValueKind.Decimal => false,
        TemplateValueKind.List => Count == 0,
        _ => !IsTruthy,
    };

    // Nobody may decide anything by a value that differs between those who share the render.
    private static InvalidOperationException NotKnown() => new("A hole can only be written: its value is not known while the template is rendered.");
}
