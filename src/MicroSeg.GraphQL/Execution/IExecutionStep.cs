namespace MicroSeg.GraphQL.Execution;

/// <summary>Work that has become ready. A run takes one step at a time, so steps never run beside one another.</summary>
internal interface IExecutionStep
{
    void Continue();
}
