namespace Microsoft.SqlServer.Server;

// The four public types of the package of this name that Microsoft.Data.SqlClient refers to. CLR user-defined types are
// not used by this product: nothing here is ever instantiated, it only has to load.

/// <summary>How a CLR user-defined type is serialized.</summary>
public enum Format
{
    /// <summary>Not known.</summary>
    Unknown = 0,

    /// <summary>By the server.</summary>
    Native = 1,

    /// <summary>By the type itself.</summary>
    UserDefined = 2,
}

/// <summary>Custom serialization of a CLR user-defined type.</summary>
public interface IBinarySerialize
{
    /// <summary>Reads the value.</summary>
    void Read(BinaryReader r);

    /// <summary>Writes the value.</summary>
    void Write(BinaryWriter w);
}

/// <summary>A CLR user-defined type is not valid.</summary>
public sealed class InvalidUdtException : SystemException
{
    /// <inheritdoc/>
    public InvalidUdtException()
    {
    }

    /// <inheritdoc/>
    public InvalidUdtException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public InvalidUdtException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>Marks a CLR user-defined type.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class SqlUserDefinedTypeAttribute(Format format) : Attribute
{
    /// <summary>How the type is serialized.</summary>
    public Format Format { get; } = format;

    /// <summary>The largest size of a value in bytes; -1 for no limit.</summary>
    public int MaxByteSize { get; set; }

    /// <summary>All values have one size.</summary>
    public bool IsFixedLength { get; set; }

    /// <summary>Values compare by their bytes.</summary>
    public bool IsByteOrdered { get; set; }

    /// <summary>The method that checks a value.</summary>
    public string? ValidationMethodName { get; set; }

    /// <summary>The type's name on the server.</summary>
    public string? Name { get; set; }
}
