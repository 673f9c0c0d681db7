namespace MicroSeg.Audience.Evaluation;

/// <summary>Asks the recorded past of a segment's members, which goes on with the segment's own verdict.</summary>
/// <param name="id">Its place in the plan.</param>
/// <param name="member">The segment's verdict.</param>
/// <param name="segment">Its key.</param>
internal abstract class PastNode(int id, PlanNode member, string segment) : PlanNode(id, Customers)
{
    /// <summary>Who is a member at the instant of the evaluation.</summary>
    public PlanNode Member => member;

    /// <summary>The segment's key.</summary>
    public string Segment => segment;

    public override IReadOnlyList<PlanNode> Inputs => [member];
}
