using System.Security.Claims;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Execution;

/// <summary>What a resolver is told of the field that it resolves.</summary>
internal sealed class ResolverContext(
    ExecutionRun run, CollectedField selection, object? parent, IReadOnlyDictionary<string, object?> arguments, ResponsePosition position) : FieldContext
{
    public override object? Parent => parent;

    public override GraphQLSchema Schema => run.Schema;

    public override ObjectDefinition ParentType => selection.ParentType;

    public override FieldDefinition Field => selection.Definition;

    public override IReadOnlyDictionary<string, object?> Arguments => arguments;

    public override CancellationToken CancellationToken => run.CancellationToken;

    public override IServiceProvider Services => run.Request.Services;

    public override ClaimsPrincipal User => run.Request.User;

    public override bool IsSelected(string name)
    {
        if (selection.Definition.Type.Named is ObjectDefinition type)
            return selection.Subfields(type).Any(below => below.Definition.Name == name);
        return Schema.PossibleTypes(selection.Definition.Type.Named).Any(possible => selection.Subfields(possible).Any(below => below.Definition.Name == name));
    }

    public override void ReportError(GraphQLError error)
        => run.Report(error with { Locations = selection.Locations, Path = [.. position.Path(), selection.ResponseKey] });
}
