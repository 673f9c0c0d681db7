namespace MicroSeg.GraphQL.Authoring;

/// <summary>A value that may be left out, which differs from null. For members of inputs that change only what is given.</summary>
public readonly struct Optional<T> : IEquatable<Optional<T>>
{
    /// <summary>A value that was given.</summary>
    public Optional(T? value)
    {
        Value = value;
        HasValue = true;
    }

    /// <summary>The value; default if none was given.</summary>
    public T? Value { get; }

    /// <summary>Whether a value was given, be it null.</summary>
    public bool HasValue { get; }

    /// <summary>A value that was given.</summary>
    public static implicit operator Optional<T>(T? value) => new(value);

    /// <inheritdoc/>
    public bool Equals(Optional<T> other) => HasValue == other.HasValue && EqualityComparer<T?>.Default.Equals(Value, other.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Optional<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(HasValue, Value);

    /// <summary>Whether both were left out or have equal values.</summary>
    public static bool operator ==(Optional<T> left, Optional<T> right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(Optional<T> left, Optional<T> right) => !left.Equals(right);
}
