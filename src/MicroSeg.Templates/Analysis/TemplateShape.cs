namespace MicroSeg.Templates;

/// <summary>What data has, without the data: which names a template may read.</summary>
public sealed class TemplateShape
{
    private TemplateShape(TemplateShapeKind kind, IReadOnlyDictionary<string, TemplateShape>? members = null, TemplateShape? element = null)
    {
        Kind = kind;
        Members = members;
        Element = element;
    }

    /// <summary>Something unknown, in which every name is allowed.</summary>
    public static TemplateShape Any { get; } = new(TemplateShapeKind.Any);

    /// <summary>Text, a number or a truth value.</summary>
    public static TemplateShape Scalar { get; } = new(TemplateShapeKind.Scalar);

    /// <summary>What it is.</summary>
    public TemplateShapeKind Kind { get; }

    /// <summary>An object's members by name; null for every other kind.</summary>
    public IReadOnlyDictionary<string, TemplateShape>? Members { get; }

    /// <summary>What a list holds; null for every other kind.</summary>
    public TemplateShape? Element { get; }

    /// <summary>Named members; no other name is allowed.</summary>
    public static TemplateShape Object(IReadOnlyDictionary<string, TemplateShape> members) => new(TemplateShapeKind.Object, members: members);

    /// <summary>A list of things of one shape.</summary>
    public static TemplateShape List(TemplateShape element) => new(TemplateShapeKind.List, element: element);
}

/// <summary>What a <see cref="TemplateShape"/> describes.</summary>
public enum TemplateShapeKind
{
    /// <summary>Anything.</summary>
    Any,

    /// <summary>Text, a number or a truth value.</summary>
    Scalar,

    /// <summary>A list.</summary>
    List,

    /// <summary>Named members.</summary>
    Object,
}
