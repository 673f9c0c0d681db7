using System.Reflection;
using MicroSeg.GraphQL.TypeSystem;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace MicroSeg.GraphQL.Authoring;

/// <summary>Asks the host's policies before a field is resolved.</summary>
internal sealed class Authorization(IReadOnlyList<IAuthorizeData> demands)
{
    /// <summary>What a member and its class ask for; null if that is nothing.</summary>
    public static Authorization? Of(MemberInfo member)
    {
        if (member.IsDefined(typeof(AllowAnonymousAttribute)))
            return null;
        var demands = member.GetCustomAttributes().Concat(member.DeclaringType!.GetCustomAttributes()).OfType<IAuthorizeData>().ToList();
        return demands.Count == 0 ? null : new Authorization(demands);
    }

    public FieldResolver Before(FieldResolver resolver) => async context =>
    {
        await DemandAsync(context);
        return await resolver(context);
    };

    /// <exception cref="GraphQLException">Whoever asks is not allowed.</exception>
    public async ValueTask DemandAsync(FieldContext context)
    {
        var policy = await AuthorizationPolicy.CombineAsync(context.Services.GetRequiredService<IAuthorizationPolicyProvider>(), demands)
            ?? throw new InvalidOperationException("The authorization of a field gives no policy");
        var answer = await context.Services.GetRequiredService<IAuthorizationService>().AuthorizeAsync(context.User, context.Parent, policy);
        if (answer.Succeeded)
            return;
        throw context.User.Identity?.IsAuthenticated == true
            ? new GraphQLException(GraphQLErrorCodes.Forbidden, "You are not allowed to use this field.")
            : new GraphQLException(GraphQLErrorCodes.Unauthenticated, "This field needs you to sign in.");
    }
}
