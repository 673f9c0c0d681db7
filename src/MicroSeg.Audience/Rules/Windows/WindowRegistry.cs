using System.Text.Json;
using MicroSeg.Audience.Rules.Reading;

namespace MicroSeg.Audience.Rules.Windows;

/// <summary>Reads <c>within</c>. One line here and one file are what a new window takes.</summary>
internal static class WindowRegistry
{
    // The keys that tell a window's kind, and how to read the object that holds it; the first that has one of them reads it.
    private static readonly (string[] Keys, Func<ReadState, ObjectReader, EventWindow?> Read)[] Kinds =
    [
        (AnchoredWindow.AfterKeys, AnchoredWindow.ReadAfter),
        (AnchoredWindow.BeforeKeys, AnchoredWindow.ReadBefore),
        (SeasonWindow.KeyNames, SeasonWindow.Read),
        (RollingWindow.KeyNames, RollingWindow.Read),
        (AbsoluteWindow.KeyNames, AbsoluteWindow.Read),
        (CalendarWindow.KeyNames, CalendarWindow.Read),
    ];

    private static string Expected => $"a duration such as \"90d\" or an object with {string.Join(", ", Kinds.SelectMany(k => k.Keys))}";

    /// <summary>Reads a window; null when it is wrong, which has been reported.</summary>
    public static EventWindow? Read(ReadState state, JsonPlace place)
    {
        if (place.Json.ValueKind == JsonValueKind.String)
            return Values.Duration(state, place) is { } last ? new RollingWindow(last, null) : null;
        if (ObjectReader.Open(state, place, Expected) is not { } reader)
            return null;
        foreach (var (keys, read) in Kinds)
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
