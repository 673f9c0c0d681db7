using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Validation.Fields;

/// <summary>Section 5.3.1: a selected field is defined on the type around it.</summary>
internal sealed class FieldsOnCorrectType(ValidationContext context) : SyntaxVisitor
{
    public const string Code = "graphql.validation.fields_on_correct_type";

    public override bool Enter(SyntaxNode node)
    {
        if (node is FieldNode field && context.Types is { ParentType: { } type, Field: null })
            context.Report(Code, $"Cannot query field \"{field.Name}\" on type \"{type}\".{Hint(type, field.Name.Value)}", field);
        return true;
    }

    private string Hint(TypeDefinition type, string name)
    {
        var owners = type is IAbstractDefinition ? OwnersOf(type, name).Distinct().Take(5).ToList() : [];
        return owners.Count > 0
            ? $" Did you mean to use an inline fragment on {string.Join(" or ", owners.Select(owner => $"\"{owner}\""))}?"
            : Suggestions.DidYouMean(name, (type as FieldsDefinition)?.Fields.Select(field => field.Name) ?? []);
    }

    /// <summary>Interfaces and object types among a type's possible values that do have the field; the interfaces first.</summary>
    private IEnumerable<TypeDefinition> OwnersOf(TypeDefinition type, string name)
    {
        var possible = context.Schema.PossibleTypes(type).Where(concrete => concrete.Fields.Find(name) is not null).ToList();
        return possible.SelectMany(concrete => concrete.Interfaces).OfType<InterfaceDefinition>().Where(of => of.Fields.Find(name) is not null).Concat<TypeDefinition>(possible);
    }
}
