using MicroSeg.GraphQL.Language;
using MicroSeg.GraphQL.Language.Ast;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Validation.Custom;

/// <summary>For checks of clients' documents: nothing is used that section 3.13.3 marks as deprecated.</summary>
internal sealed class NoDeprecated(ValidationContext context) : SyntaxVisitor
{
    public const string Code = "graphql.validation.no_deprecated";

    public override bool Enter(SyntaxNode node)
    {
        switch (node)
        {
            case FieldNode when context.Types is { Field: { DeprecationReason: { } reason } field, ParentType: { } type }:
                context.Report(Code, $"The field {type}.{field.Name} is deprecated. {reason}", node);
                break;
            case ArgumentNode when context.Types is { Argument: { DeprecationReason: { } reason } argument }:
                context.Report(Code, $"{Owner()} argument \"{argument.Name}\" is deprecated. {reason}", node);
                break;
            case ObjectFieldNode { Name.Value: var name } when context.Types.ParentInputType?.Named is InputObjectDefinition type:
                if (type.Fields.Find(name) is { DeprecationReason: { } fieldReason })
                    context.Report(Code, $"The input field {type}.{name} is deprecated. {fieldReason}", node);
                break;
            case EnumValueNode when context.Types is { EnumValue: { DeprecationReason: { } reason } value, InputType: { } type }:
                context.Report(Code, $"The enum value \"{type.Named}.{value.Name}\" is deprecated. {reason}", node);
                break;
        }

        return true;
    }

    private string Owner() => context.Types.Directive is { } directive
        ? $"Directive \"@{directive.Name}\""
        : $"Field \"{context.Types.ParentType}.{context.Types.Field?.Name}\"";
}
