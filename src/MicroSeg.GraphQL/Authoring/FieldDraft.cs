using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Reflection;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Authoring;

/// <summary>Makes fields of properties and methods.</summary>
internal static class FieldDraft
{
    /// <param name="member">The property or method.</param>
    /// <param name="objectType">The class whose objects the field belongs to; null if the member's class only extends them.</param>
    public static FieldDefinition Of(SchemaDraft draft, MemberInfo member, Type? objectType)
    {
        var method = member as MethodInfo ?? ((PropertyInfo)member).GetMethod!;
        ImmutableArray<ParameterBinding> parameters = [.. method.GetParameters().Select(parameter => ParameterBinding.Of(draft, parameter))];
        var reference = member.GetCustomAttribute<GraphQLTypeAttribute>()?.Type
            ?? draft.Reference(TypeShape.OfResult(member), isInput: false, member.IsDefined(typeof(IDAttribute)) ? "ID" : null);
        var authorization = Authorization.Of(member);
        var isPlain = objectType is not null && member is PropertyInfo && authorization is null && ResultReader.IsAtHand(method.ReturnType);
        var call = new MethodCall(method, parameters, isParent: objectType is not null);
        return new FieldDefinition(Naming.Field(member), reference)
        {
            Description = XmlDocumentation.Of(member),
            DeprecationReason = Members.Deprecation(member),
            Arguments = [.. parameters.Where(parameter => parameter.Argument is not null).Select(parameter => parameter.Argument!)],
            Metadata = member,
            Reader = isPlain ? Reader((PropertyInfo)member, objectType!) : null,
            Resolver = authorization is null ? call.InvokeAsync : authorization.Before(call.InvokeAsync),
            Subscriber = Subscriber(draft, member, authorization),
        };
    }

    private static Func<object, object?> Reader(PropertyInfo property, Type objectType)
    {
        var parent = Expression.Parameter(typeof(object));
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(Expression.Property(Expression.Convert(parent, objectType), property), typeof(object)), parent).Compile();
    }

    private static FieldSubscriber? Subscriber(SchemaDraft draft, MemberInfo member, Authorization? authorization)
    {
        if (member.GetCustomAttribute<SubscribeAttribute>() is not { } subscribe)
            return null;
        var source = member.DeclaringType!.GetMethod(subscribe.With, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance)
            ?? throw new InvalidOperationException($"{member.DeclaringType}.{member.Name} subscribes with {subscribe.With}, which is no method of the class");
        var call = new MethodCall(source, [.. source.GetParameters().Select(parameter => ParameterBinding.Of(draft, parameter))], isParent: false);
        return async context =>
        {
            if (authorization is not null)
                await authorization.DemandAsync(context);
            return EventStream.Of(await call.CallAsync(context));
        };
    }
}
