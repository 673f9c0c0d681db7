using System.Text.Json;
using MicroSeg.Audience.Rules;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Blocks.Data;

/// <summary>One condition of a binding on one field of the feed.</summary>
internal abstract class FieldFilter(int index, PropertyDefinition definition)
{
    public int Index => index;

    public PropertyDefinition Field => definition;

    /// <summary>The placeholders that it reads.</summary>
    public virtual IReadOnlyList<Placeholder> Placeholders => [];

    /// <summary>Whether the answer changes as time passes.</summary>
    public virtual bool UsesTime => false;

    /// <summary>Whether the answer depends on the customer's time zone.</summary>
    public virtual bool UsesZone => false;

    /// <summary>The value that the field must equal, where that is all there is to it, so that an index can find the offers.</summary>
    public virtual PropertyValue? EqualTo(RenderSubject subject) => null;

    /// <summary>The condition for one customer. Placeholders have values by then.</summary>
    public abstract Func<PropertyValue?, bool> Bind(RenderSubject subject);
}

/// <summary>The field equals a constant.</summary>
internal sealed class ConstantFilter(int index, PropertyDefinition field, PropertyValue value) : FieldFilter(index, field)
{
    public override PropertyValue? EqualTo(RenderSubject subject) => value;

    public override Func<PropertyValue?, bool> Bind(RenderSubject subject) => found => found is { } actual && actual == value;
}

/// <summary>The field equals a value of the customer's or of the segment's context.</summary>
internal sealed class PlaceholderFilter(int index, PropertyDefinition field, Placeholder placeholder) : FieldFilter(index, field)
{
    public override IReadOnlyList<Placeholder> Placeholders { get; } = [placeholder];

    public override PropertyValue? EqualTo(RenderSubject subject) => subject.ValueOf(placeholder) is { } value ? PlaceholderValues.As(value, Field.Type) : null;

    public override Func<PropertyValue?, bool> Bind(RenderSubject subject)
    {
        var wanted = EqualTo(subject);
        return found => found is { } actual && wanted is { } value && actual == value;
    }
}

/// <summary>The field satisfies operators whose operands are constants.</summary>
internal sealed class OperatorFilter(int index, PropertyDefinition field, ValueFilter filter) : FieldFilter(index, field)
{
    public override bool UsesTime => filter.DependsOnTime;

    public override bool UsesZone => filter.DependsOnZone;

    public override Func<PropertyValue?, bool> Bind(RenderSubject subject) => filter.Bind(subject.Clock.Now, subject.Clock.Zone);
}

/// <summary>The field satisfies operators some of whose operands are placeholders: they are read once their values are known.</summary>
internal sealed class TemplateFilter(int index, PropertyDefinition field, JsonElement json, IReadOnlyList<Placeholder> placeholders, ValueFilter sample) : FieldFilter(index, field)
{
    public override IReadOnlyList<Placeholder> Placeholders => placeholders;

    public override bool UsesTime => sample.DependsOnTime;

    public override bool UsesZone => sample.DependsOnZone;

    public override Func<PropertyValue?, bool> Bind(RenderSubject subject)
    {
        var filled = PlaceholderValues.Fill(json, p => subject.ValueOf(p) is { } value ? PlaceholderValues.ToJson(value) : null);
        return ValueFilter.Read(filled, "$", Field.Type, []) is { } filter ? filter.Bind(subject.Clock.Now, subject.Clock.Zone) : _ => false;
    }
}
