using System.Reflection;

namespace MicroSeg.GraphQL.Authoring;

/// <summary>Makes objects of an input type's C# class: through the constructor with most parameters, and the setters of what is left.</summary>
internal sealed class InputFactory
{
    private readonly ConstructorInvoker _constructor;
    private readonly InputMember[] _parameters;
    private readonly InputMember[] _setters;

    private InputFactory(ConstructorInvoker constructor, InputMember[] parameters, InputMember[] setters)
    {
        _constructor = constructor;
        _parameters = parameters;
        _setters = setters;
    }

    public IEnumerable<InputMember> Members => _parameters.Concat(_setters);

    public static InputFactory For(Type type)
    {
        var constructor = type.GetConstructors().Where(candidate => !IsCopy(candidate, type)).MaxBy(candidate => candidate.GetParameters().Length)
            ?? throw new InvalidOperationException($"The input type {type} has no public constructor");
        var properties = type.GetProperties().Where(property => property.GetIndexParameters().Length == 0 && !property.IsDefined(typeof(GraphQLIgnoreAttribute))).ToList();
        var parameters = constructor.GetParameters().Select(parameter => Member(PropertyOf(parameter), parameter)).ToArray();
        var setters = properties
            .Where(property => property.SetMethod is { IsPublic: true } && !Array.Exists(parameters, parameter => parameter.Property?.Name == property.Name))
            .Select(property => Member(property, parameter: null)).ToArray();
        return new InputFactory(ConstructorInvoker.Create(constructor), parameters, setters);

        PropertyInfo? PropertyOf(ParameterInfo parameter) => properties.Find(property => string.Equals(property.Name, parameter.Name, StringComparison.OrdinalIgnoreCase));
    }

    /// <exception cref="GraphQLException">The class refuses its values.</exception>
    public object Create(IReadOnlyDictionary<string, object?> fields)
    {
        var arguments = new object?[_parameters.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            var parameter = _parameters[i];
            arguments[i] = fields.TryGetValue(parameter.Name, out var given) ? parameter.Convert(given) : Absent(parameter.Parameter!);
        }

        try
        {
            var created = _constructor.Invoke(arguments);
            foreach (var setter in _setters)
            {
                if (fields.TryGetValue(setter.Name, out var given))
                    setter.Property!.SetValue(created, setter.Convert(given), BindingFlags.DoNotWrapExceptions, binder: null, index: null, culture: null);
            }

            return created;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            throw new GraphQLException(GraphQLErrorCodes.Input, exception.Message);
        }
    }

    private static object? Absent(ParameterInfo parameter)
    {
        if (parameter is { HasDefaultValue: true, DefaultValue: { } value })
            return value;
        return parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null;
    }

    private static bool IsCopy(ConstructorInfo constructor, Type type) => constructor.GetParameters() is [var only] && only.ParameterType == type;

    private static InputMember Member(PropertyInfo? property, ParameterInfo? parameter)
    {
        var shape = property is null ? TypeShape.Of(parameter!) : TypeShape.Of(property);
        var isId = property?.IsDefined(typeof(IDAttribute)) == true || parameter?.IsDefined(typeof(IDAttribute)) == true;
        var type = parameter?.ParameterType ?? property!.PropertyType;
        var name = property?.GetCustomAttribute<GraphQLNameAttribute>()?.Name ?? Naming.Camel((property?.Name ?? parameter!.Name)!);
        return new InputMember(name, shape, property, parameter, isId, InputConversion.To(type, isId));
    }
}
