using System.Collections.Immutable;
using System.Text.Json;
using MicroSeg.Api.Blocks.Data;
using MicroSeg.Api.Blocks.Definitions;
using MicroSeg.Api.Blocks.Reading;
using MicroSeg.Api.Schema;
using MicroSeg.Audience.Rules;
using MicroSeg.Audience.Schema;

namespace MicroSeg.Api.Blocks.Compilation;

/// <summary>Resolves the names of a binding.</summary>
/// <param name="world">What there is.</param>
/// <param name="segment">The variant's segment.</param>
/// <param name="context">The segment's context; null when it is not checked.</param>
/// <param name="findings">Takes what is wrong.</param>
internal sealed class BindingCompiler(BlockWorld world, string? segment, IReadOnlyDictionary<string, PropertyType>? context, Findings findings)
{
    /// <returns>Null when something is wrong with it, which has been reported.</returns>
    public DataBinding? Compile(BindingDefinition definition, string path)
    {
        var before = findings.All.Count;
        if (RootNames.Reserved.Contains(definition.Name, StringComparer.Ordinal))
            findings.Add(path, BlockCodes.ReservedName, $"\"{definition.Name}\" is what templates see already; give the offers another name");
        if (definition.Feed.Length == 0)
            return null;
        if (!world.Feeds.TryGetValue(definition.Feed, out var feed))
        {
            findings.AddUnknown($"{path}.feed", BlockCodes.UnknownFeed, "feed", definition.Feed, world.Feeds.Keys);
            return null;
        }

        var binding = new DataBinding
        {
            Name = definition.Name,
            Feed = feed,
            Filters = [.. definition.Where.Select(w => Filter(feed, w.Field, w.Condition, $"{path}.where.{w.Field}")).OfType<FieldFilter>()],
            Sort = [.. definition.Sort.Select((s, i) => SortBy(feed, s, $"{path}.sort{Place(i, definition.Sort.Length)}")).OfType<SortField>()],
            Take = definition.Take,
            MinItems = definition.MinItems,
            MaxAge = definition.MaxAge,
            NotPast = [.. definition.NotPast.Select((n, i) => NotPast(feed, n, $"{path}.notPast{Place(i, definition.NotPast.Length)}")).OfType<int>()],
        };
        return findings.All.Count == before ? binding : null;
    }

    private static string Place(int index, int count) => count == 1 ? "" : $"[{index}]";

    private FieldFilter? Filter(FeedDefinition feed, string name, JsonElement condition, string path)
    {
        if (Field(feed, name, path) is not { } index)
            return null;
        var field = feed.Fields[index];
        if (condition.ValueKind == JsonValueKind.Object && field.Type != PropertyType.Geo)
            return Operators(index, field, condition, path);
        if (Placeholder.IsMeant(condition))
            return Check(condition, path, field.Type) is { } placeholder ? new PlaceholderFilter(index, field, placeholder) : null;
        if (condition.ValueKind == JsonValueKind.Object)
            return Operators(index, field, condition, path);
        if (PropertyValueJson.TryRead(condition, field.Type, out var value, out var error))
            return new ConstantFilter(index, field, value);
        findings.Add(path, BlockCodes.BadValue, error!);
        return null;
    }

    private FieldFilter? Operators(int index, PropertyDefinition field, JsonElement json, string path)
    {
        var placeholders = new Dictionary<Placeholder, JsonElement>();
        var isGood = true;
        foreach (var (meant, place) in PlaceholderValues.Find(json, path))
        {
            if (Check(meant, place, null) is { } placeholder && SampleOf(placeholder) is { } sample)
                placeholders[placeholder] = sample;
            else
                isGood = false;
        }

        if (!isGood)
            return null;
        // A value of the placeholder's type stands in for it, so that the operators and their types are checked now.
        var filled = placeholders.Count == 0 ? json : PlaceholderValues.Fill(json, p => placeholders[p]);
        var problems = new List<RuleFinding>();
        var filter = ValueFilter.Read(filled, path, field.Type, problems);
        foreach (var problem in problems)
            findings.Add(problem.Path, problem.Code, problem.Message);
        if (filter is null)
            return null;
        return placeholders.Count == 0 ? new OperatorFilter(index, field, filter) : new TemplateFilter(index, field, json, [.. placeholders.Keys], filter);
    }

    /// <summary>Finds what a placeholder names, and checks its type where one is wanted.</summary>
    private Placeholder? Check(JsonElement json, string path, PropertyType? wanted)
    {
        if (!Placeholder.TryParse(json, out var placeholder))
        {
            findings.Add(path, BlockCodes.UnknownPlaceholder, $"found {ObjectReader.Show(json)}, expected \"{{customer.ATTRIBUTE}}\" or \"{{segment.PROPERTY}}\"");
            return null;
        }

        if (TypeOf(placeholder, path) is not { } type)
            return null;
        if (wanted is not { } field || type == AnyType || PlaceholderValues.Fits(type, field))
            return placeholder;
        findings.Add(path, BlockCodes.PlaceholderType, $"{placeholder} is {PropertyTypes.NameOf(type)} and the field is {PropertyTypes.NameOf(field)}");
        return null;
    }

    // Stands for the type of what is not checked.
    private const PropertyType AnyType = (PropertyType)(-1);

    private PropertyType? TypeOf(Placeholder placeholder, string path)
    {
        if (placeholder.Source == PlaceholderSource.Customer)
        {
            if (world.Audience.FindAttribute(placeholder.Name) is { } attribute)
                return attribute.Type;
            findings.AddUnknown(path, BlockCodes.UnknownPlaceholder, "attribute", placeholder.Name, world.Audience.Attributes.Select(a => a.Name));
            return null;
        }

        if (segment is null)
        {
            findings.Add(path, BlockCodes.UnknownPlaceholder, $"{placeholder} needs a variant with a \"segment\"");
            return null;
        }

        if (context is null)
            return AnyType;
        if (context.TryGetValue(placeholder.Name, out var type))
            return type;
        findings.AddUnknown(path, BlockCodes.UnknownPlaceholder, $"context property of segment \"{segment}\"", placeholder.Name, context.Keys);
        return null;
    }

    private JsonElement? SampleOf(Placeholder placeholder)
    {
        var type = placeholder.Source == PlaceholderSource.Customer ? world.Audience.FindAttribute(placeholder.Name)!.Type : context?[placeholder.Name] ?? PropertyType.String;
        return PlaceholderValues.ToJson(type switch
        {
            PropertyType.String => PropertyValue.Of("x"),
            PropertyType.StringSet => PropertyValue.Of(["x"]),
            PropertyType.Geo => PropertyValue.Of(default(GeoPoint)),
            _ => PropertyValue.FromKey(type, type == PropertyType.Boolean ? 1 : 0),
        });
    }

    private SortField? SortBy(FeedDefinition feed, string text, string path)
    {
        var descending = text.StartsWith('-');
        if (Field(feed, descending ? text[1..] : text, path) is not { } index)
            return null;
        if (OfferOrder.CanSort(feed.Fields[index].Type))
            return new SortField(index, descending);
        findings.Add(path, BlockCodes.WrongType, $"\"{feed.Fields[index].Name}\" is {PropertyTypes.NameOf(feed.Fields[index].Type)}, which has no order");
        return null;
    }

    private int? NotPast(FeedDefinition feed, string name, string path)
    {
        if (Field(feed, name, path) is not { } index)
            return null;
        if (feed.Fields[index].Type is PropertyType.Date or PropertyType.DateTime)
            return index;
        findings.Add(path, BlockCodes.WrongType, $"\"{name}\" is {PropertyTypes.NameOf(feed.Fields[index].Type)}, expected a date or datetime");
        return null;
    }

    private int? Field(FeedDefinition feed, string name, string path)
    {
        var index = feed.IndexOf(name);
        if (index >= 0)
            return index;
        findings.AddUnknown(path, BlockCodes.UnknownField, $"field of feed \"{feed.Name}\"", name, feed.Fields.Select(f => f.Name));
        return null;
    }
}
