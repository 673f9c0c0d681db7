using System.Text.Json;
using System.Text.Json.Nodes;
using MicroSeg.Audience.Rules.Reading;
using MicroSeg.Audience.Rules.Shapes;

namespace MicroSeg.Audience.Rules.Windows;

/// <summary>Reads <c>within</c>. One line here and one file are what a new window takes.</summary>
internal static class WindowRegistry
{
    // The keys that tell a window's kind, how to read the object that holds them, and what that looks like; the first that has one of its keys reads it.
    private static readonly (string[] Keys, Func<ReadState, ObjectReader, EventWindow?> Read, Func<ShapeScope, JsonObject?> Shape)[] Kinds =
    [
        (AnchoredWindow.AfterKeys, AnchoredWindow.ReadAfter, AnchoredWindow.ShapeAfter),
        (AnchoredWindow.BeforeKeys, AnchoredWindow.ReadBefore, AnchoredWindow.ShapeBefore),
        (SeasonWindow.KeyNames, SeasonWindow.Read, SeasonWindow.ObjectShape),
        (RollingWindow.KeyNames, RollingWindow.Read, RollingWindow.ObjectShape),
        (AbsoluteWindow.KeyNames, AbsoluteWindow.Read, AbsoluteWindow.ObjectShape),
        (CalendarWindow.KeyNames, CalendarWindow.Read, CalendarWindow.ObjectShape),
    ];

    private static string Expected => $"a duration such as \"90d\" or an object with {string.Join(", ", Kinds.SelectMany(k => k.Keys))}";

    /// <summary>What <see cref="Read"/> reads.</summary>
    public static JsonObject ValueShape(ShapeScope scope) => scope.Define("within", () => Shape.OneOf([Shape.Duration(scope), .. Kinds.Select(k => k.Shape(scope)).OfType<JsonObject>()]));

    /// <summary>Windows before which there is none of their length.</summary>
    public static JsonObject WithoutBefore() => new() { ["anyOf"] = new JsonArray([.. AbsoluteWindow.OpenShapes(), .. AnchoredWindow.AnchorKeys.Concat(SeasonWindow.KeyNames).Select(Shape.Having)]) };

    /// <summary>Reads a window; null when it is wrong, which has been reported.</summary>
    public static EventWindow? Read(ReadState state, JsonPlace place)
    {
        if (place.Json.ValueKind == JsonValueKind.String)
            return Values.Duration(state, place) is { } last ? new RollingWindow(last, null) : null;
        if (ObjectReader.Open(state, place, Expected) is not { } reader)
            return null;
        foreach (var (keys, read, _) in Kinds)
        {
            if (!Array.Exists(keys, reader.Has))
                continue;
            var window = read(state, reader);
            reader.Finish();
            return window;
        }

        reader.Know(Kinds.SelectMany(k => k.Keys));
        if (reader.Left.Count == 0)
            state.ReportShape(place, Expected);
        reader.Finish();
        return null;
    }
}
