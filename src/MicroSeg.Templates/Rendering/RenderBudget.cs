using System.Runtime.CompilerServices;

namespace MicroSeg.Templates.Rendering;

/// <summary>Counts what a render uses, and stops it at its limits.</summary>
internal sealed class RenderBudget(RenderOptions options)
{
    /// <summary>How many steps pass between two looks at the clock and the token.</summary>
    private const int ClockInterval = 64;

    private int _steps;
    private int _untilClock;

    public void Step(SourcePosition position) => Steps(1, position);

    public void Steps(int count, SourcePosition position)
    {
        // Not added before it is compared, so that a long list cannot carry the sum past the largest number.
        if (count > options.Limits.MaxSteps - _steps)
            throw new TemplateLimitException(TemplateErrorCodes.TooManySteps, $"The render takes more than {options.Limits.MaxSteps} steps", position);
        _steps += count;
        _untilClock -= count;
        if (_untilClock <= 0)
            LookAtClock(position);
    }

    public static void EnsureStack(SourcePosition position)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new TemplateLimitException(TemplateErrorCodes.TooDeep, "The render nests too deep", position);
    }

    private void LookAtClock(SourcePosition position)
    {
        _untilClock = ClockInterval;
        options.CancellationToken.ThrowIfCancellationRequested();
        if (options.Deadline is { } deadline && options.TimeProvider.GetUtcNow() >= deadline)
            throw new TemplateLimitException(TemplateErrorCodes.Deadline, "The render went past its deadline", position);
    }
}
