namespace MicroSeg.Api.Intake.Framing;

/// <summary>Finds where records begin and end in a body that comes piece by piece. It remembers where it stands, so no byte is looked at twice.</summary>
internal abstract class Framer
{
    /// <summary>The code of a text that is broken.</summary>
    public virtual string Code => "request.malformed_json";

    /// <summary>What was expected where the text is broken.</summary>
    public string Expected { get; protected set; } = "";

    /// <summary>Goes on from <paramref name="position"/> to the next thing of note, and moves the position there.</summary>
    public abstract FrameStep Next(ReadOnlySpan<byte> bytes, ref int position);

    /// <summary>The body has ended.</summary>
    /// <returns><see cref="FrameStep.End"/> when that ends a record that has begun, <see cref="FrameStep.NeedMore"/> when there is none, or <see cref="FrameStep.Malformed"/>.</returns>
    public abstract FrameStep Finish();

    protected static bool IsSpace(byte b) => b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';
}
