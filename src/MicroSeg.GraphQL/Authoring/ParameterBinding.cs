using System.Reflection;
using System.Security.Claims;
using MicroSeg.GraphQL.DataLoading;
using MicroSeg.GraphQL.TypeSystem;
using Microsoft.Extensions.DependencyInjection;

namespace MicroSeg.GraphQL.Authoring;

/// <summary>Where a resolver's parameter gets its value.</summary>
/// <param name="Argument">The argument behind it; null if it is none.</param>
/// <param name="IsInputObject">Whether the argument is an input object, for validators.</param>
internal sealed record ParameterBinding(InputValueDefinition? Argument, Func<FieldContext, object?> Read, bool IsInputObject = false)
{
    public static ParameterBinding Of(SchemaDraft draft, ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (type == typeof(CancellationToken))
            return new(null, context => context.CancellationToken);
        if (type == typeof(FieldContext))
            return new(null, context => context);
        if (type == typeof(ClaimsPrincipal))
            return new(null, context => context.User);
        if (type == typeof(IServiceProvider))
            return new(null, context => context.Services);
        if (parameter.IsDefined(typeof(ParentAttribute)) || parameter.IsDefined(typeof(EventMessageAttribute)))
            return new(null, context => context.Parent);
        return IsService(draft, parameter) ? new(null, context => context.Services.GetRequiredService(type)) : OfArgument(draft, parameter);
    }

    private static bool IsService(SchemaDraft draft, ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (parameter.IsDefined(typeof(ServiceAttribute)) || type.GetInterfaces().Any(contract => TypeShape.Is(contract, typeof(IDataLoader<,>))))
            return true;

        // A list of services is known for any type; lists are arguments.
        return TypeShape.ItemOf(type) is null && draft.Services?.IsService(type) == true;
    }

    private static ParameterBinding OfArgument(SchemaDraft draft, ParameterInfo parameter)
    {
        var name = Naming.Argument(parameter);
        var shape = TypeShape.Of(parameter);
        var isId = parameter.IsDefined(typeof(IDAttribute));
        var reference = parameter.GetCustomAttribute<GraphQLTypeAttribute>()?.Type ?? draft.Reference(shape, isInput: true, isId ? "ID" : null);
        var convert = InputConversion.To(parameter.ParameterType, isId);
        var absent = parameter.HasDefaultValue && parameter.DefaultValue is { } value ? value
            : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType)
            : null;
        var definition = new InputValueDefinition(name, reference)
        {
            Description = XmlDocumentation.Of(parameter),
            DeprecationReason = Members.Deprecation(parameter),
            DefaultLiteral = parameter is { HasDefaultValue: true, DefaultValue: { } given } ? DefaultValues.Literal(given, shape.Leaf) : null,
        };
        var isObject = !isId && shape.Item is null && !draft.ScalarNames.ContainsKey(shape.Clr) && !shape.Clr.IsEnum && !TypeShape.IsDictionary(shape.Clr);
        return new(definition, context => context.Arguments.TryGetValue(name, out var passed) ? convert(passed) : absent, isObject);
    }
}
