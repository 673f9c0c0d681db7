using MicroSeg.GraphQL.Language.Ast;

namespace MicroSeg.GraphQL.TypeSystem;

/// <content>From syntax trees to definitions.</content>
public sealed partial class SchemaBuilder
{
    internal SchemaBuilder Add(DocumentNode document)
    {
        foreach (var node in document.Definitions)
        {
            switch (node)
            {
                case SchemaNode schema:
                    AddSchema(schema);
                    break;
                case DirectiveDefinitionNode directive:
                    _directives.Add(SdlReader.Directive(directive));
                    break;
                case TypeDefinitionNode { IsExtension: true } extension:
                    _extensions.Add(SdlReader.Type(extension));
                    break;
                case TypeDefinitionNode type:
                    _types.Add(SdlReader.Type(type));
                    break;
                default:
                    _errors.Add(new GraphQLError(GraphQLErrorCodes.Schema, "A schema holds no operations or fragments.") { Locations = [node.Location.Position] });
                    break;
            }
        }

        return this;
    }

    private void AddSchema(SchemaNode schema)
    {
        _description ??= schema.Description?.Value;
        _node ??= schema;
        foreach (var operation in schema.OperationTypes)
            _rootNames[operation.Operation] = operation.Type.Name.Value;
        _hasSchemaDefinition |= !schema.IsExtension;
    }
}
