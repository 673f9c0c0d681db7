using System.Security.Claims;

namespace MicroSeg.GraphQL.TypeSystem;

/// <summary>Gives a field's value (section 6.4.2). Whatever is at hand already is given as a completed task.</summary>
public delegate ValueTask<object?> FieldResolver(FieldContext context);

/// <summary>Gives the events of a subscription's root field (section 6.2.3.1).</summary>
public delegate ValueTask<IAsyncEnumerable<object?>> FieldSubscriber(FieldContext context);

/// <summary>What a resolver is told about the field that it resolves. The executor derives from it.</summary>
public abstract class FieldContext
{
    /// <summary>The value whose field this is: <c>objectValue</c> of section 6.4. Null at the root if the request brought none.</summary>
    public abstract object? Parent { get; }

    /// <summary>The schema that is executed.</summary>
    public abstract GraphQLSchema Schema { get; }

    /// <summary>The object type of <see cref="Parent"/>.</summary>
    public abstract ObjectDefinition ParentType { get; }

    /// <summary>The field.</summary>
    public abstract FieldDefinition Field { get; }

    /// <summary>The coerced arguments (section 6.4.1). An argument that was not given and has no default is absent.</summary>
    public abstract IReadOnlyDictionary<string, object?> Arguments { get; }

    /// <summary>Ends when nobody waits for the answer any more.</summary>
    public abstract CancellationToken CancellationToken { get; }

    /// <summary>The request's services.</summary>
    public abstract IServiceProvider Services { get; }

    /// <summary>Who asks.</summary>
    public abstract ClaimsPrincipal User { get; }

    /// <summary>Whether the document selects a field directly below this one, on any type.</summary>
    public abstract bool IsSelected(string name);

    /// <summary>Adds an error at this field to the response; the field keeps its value.</summary>
    public abstract void ReportError(GraphQLError error);

    /// <summary>An argument's value; the type's default if it was not given or is null.</summary>
    public T? Argument<T>(string name) => Arguments.TryGetValue(name, out var value) && value is not null ? (T)value : default;
}
