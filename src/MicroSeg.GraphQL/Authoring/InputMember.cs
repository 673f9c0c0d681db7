using System.Reflection;

namespace MicroSeg.GraphQL.Authoring;

/// <summary>A field of an input object, and the property or constructor parameter behind it.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Shape">Its type.</param>
/// <param name="Convert">Makes the C# value of the coerced one.</param>
internal sealed record InputMember(string Name, TypeShape Shape, PropertyInfo? Property, ParameterInfo? Parameter, bool IsId, Func<object?, object?> Convert);
