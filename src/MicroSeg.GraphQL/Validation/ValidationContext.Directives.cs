using MicroSeg.GraphQL.Language.Ast;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Validation;

/// <content>The directives that a document may use.</content>
internal sealed partial class ValidationContext
{
    private Dictionary<string, DirectiveDefinition>? _ownDirectives;

    /// <summary>A directive that the document itself defines, or the schema, or else every schema. Its arguments' types may not be bound.</summary>
    public DirectiveDefinition? FindDirective(string name)
    {
        _ownDirectives ??= FindOwnDirectives();
        if (_ownDirectives.TryGetValue(name, out var own))
            return own;
        return ExistingSchema is null ? BuiltInDirectives.All.FirstOrDefault(directive => directive.Name == name) : ExistingSchema.Directives.Find(name);
    }

    private Dictionary<string, DirectiveDefinition> FindOwnDirectives()
    {
        var directives = new Dictionary<string, DirectiveDefinition>(StringComparer.Ordinal);
        foreach (var directive in Document.Definitions.OfType<DirectiveDefinitionNode>())
            directives[directive.Name.Value] = SdlReader.Directive(directive);
        return directives;
    }
}
