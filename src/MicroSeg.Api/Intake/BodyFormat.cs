namespace MicroSeg.Api.Intake;

/// <summary>How a body holds its records.</summary>
internal enum BodyFormat
{
    /// <summary>It is one JSON object.</summary>
    Whole,

    /// <summary>It is a JSON array of objects.</summary>
    Array,

    /// <summary>It is an object a line (NDJSON).</summary>
    Lines,

    /// <summary>It is CSV with a header row.</summary>
    Csv,

    /// <summary>It is a string a line, without quotes.</summary>
    Text,
}
