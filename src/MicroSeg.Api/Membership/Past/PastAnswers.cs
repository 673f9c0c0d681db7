using Microsoft.Extensions.Options;

namespace MicroSeg.Api.Membership.Past;

/// <summary>The past memberships that were asked for last, so that the next page of the same question is answered at once.</summary>
internal sealed class PastAnswers(IOptions<MembershipOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly LinkedList<(string Segment, PastMembers Answer, long Made)> _answers = new();

    public PastMembers? Find(string segment, DateTimeOffset at)
    {
        lock (_lock)
        {
            while (_answers.Last is { } oldest && time.GetElapsedTime(oldest.Value.Made) > Lifetime)
                _answers.RemoveLast();
            return _answers.FirstOrDefault(a => a.Segment == segment && a.Answer.At == at).Answer;
        }
    }

    public PastMembers Keep(string segment, PastMembers answer)
    {
        lock (_lock)
        {
            _answers.AddFirst((segment, answer, time.GetTimestamp()));
            while (_answers.Count > options.Value.KeptAnswers)
                _answers.RemoveLast();
            return answer;
        }
    }
}
