using System.Collections.Immutable;
using System.Reflection;
using MicroSeg.GraphQL.TypeSystem;
using Microsoft.Extensions.DependencyInjection;

namespace MicroSeg.GraphQL.Authoring;

/// <summary>Calls a resolver's method with what its parameters ask for.</summary>
/// <param name="isParent">Whether the method is one of the parent itself; otherwise its class is a service, or is made for the call.</param>
internal sealed class MethodCall(MethodInfo method, ImmutableArray<ParameterBinding> parameters, bool isParent)
{
    private readonly MethodInvoker _invoker = MethodInvoker.Create(method);
    private readonly Func<object?, ValueTask<object?>> _result = ResultReader.For(method.ReturnType);
    private readonly bool _hasInputs = parameters.Any(parameter => parameter.IsInputObject);

    /// <summary>The field's value.</summary>
    public ValueTask<object?> InvokeAsync(FieldContext context)
    {
        var arguments = Arguments(context);
        return _hasInputs && context.Services.GetServices<IInputValidator>().Any() ? InvokeCheckedAsync(context, arguments) : _result(Invoke(context, arguments));
    }

    /// <summary>What the method itself returns.</summary>
    public async ValueTask<object?> CallAsync(FieldContext context)
    {
        var arguments = Arguments(context);
        if (_hasInputs)
            await CheckAsync(context, arguments);
        return Invoke(context, arguments);
    }

    private async ValueTask<object?> InvokeCheckedAsync(FieldContext context, object?[] arguments)
    {
        await CheckAsync(context, arguments);
        return await _result(Invoke(context, arguments));
    }

    private async ValueTask CheckAsync(FieldContext context, object?[] arguments)
    {
        var findings = new List<GraphQLError>();
        foreach (var validator in context.Services.GetServices<IInputValidator>())
        {
            for (var i = 0; i < arguments.Length; i++)
            {
                if (parameters[i].IsInputObject && arguments[i] is { } input)
                    findings.AddRange(await validator.ValidateAsync(input, context.CancellationToken));
            }
        }

        if (findings.Count > 0)
            throw new GraphQLException(findings.ToArray());
    }

    private object? Invoke(FieldContext context, object?[] arguments) => _invoker.Invoke(Target(context), arguments.AsSpan());

    private object?[] Arguments(FieldContext context)
    {
        var arguments = new object?[parameters.Length];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = parameters[i].Read(context);
        return arguments;
    }

    private object? Target(FieldContext context)
    {
        if (method.IsStatic)
            return null;
        return isParent ? context.Parent : context.Services.GetService(method.DeclaringType!) ?? ActivatorUtilities.CreateInstance(context.Services, method.DeclaringType!);
    }
}
