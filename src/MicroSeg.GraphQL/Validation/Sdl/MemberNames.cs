using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.Validation.Sdl;

/// <summary>The names of types' members over all definitions and extensions of a document.</summary>
internal sealed class MemberNames(ValidationContext context, string code, string subject)
{
    private readonly Dictionary<(string Type, string Member), NameNode> _known = [];

    /// <summary>Notes a member, and reports it if the type has one of the name.</summary>
    public void Add(string type, NameNode name, bool exists)
    {
        if (exists)
            context.Report(code, $"{subject} \"{type}.{name}\" already exists in the schema. It cannot also be defined in this type extension.", name);
        else if (!_known.TryAdd((type, name.Value), name))
            context.Report(code, $"{subject} \"{type}.{name}\" can only be defined once.", _known[(type, name.Value)], name);
    }
}
