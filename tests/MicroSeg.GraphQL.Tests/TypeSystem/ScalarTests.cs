using System.Globalization;
using MicroSeg.GraphQL.TypeSystem;

namespace MicroSeg.GraphQL.Tests.TypeSystem;

public sealed class ScalarTests
{
    public static TheoryData<string, object, object?> Outputs => new()
    {
        { "Int", 5L, 5 }, { "Int", 5.0, 5 }, { "Int", "123", 123 }, { "Int", true, 1 }, { "Int", (byte)7, 7 }, { "Int", 5.5, null }, { "Int", 2147483648L, null }, { "Int", "x", null }, { "Int", "", null },
        { "Float", 1, 1.0 }, { "Float", 2.5m, 2.5 }, { "Float", "1e3", 1000.0 }, { "Float", double.NaN, null }, { "Float", double.PositiveInfinity, null }, { "Float", "x", null },
        { "String", 1.5, "1.5" }, { "String", true, "true" }, { "String", 'c', "c" }, { "String", new object(), null },
        { "Boolean", 1, true }, { "Boolean", 0.0, false }, { "Boolean", "true", null }, { "Boolean", double.NaN, null },
        { "ID", 5, "5" }, { "ID", 5L, "5" }, { "ID", new Guid("01234567-89ab-cdef-0123-456789abcdef"), "01234567-89ab-cdef-0123-456789abcdef" }, { "ID", 1.5, null }, { "ID", true, null },
    };

    public static TheoryData<string, object, object?> Inputs => new()
    {
        { "Int", 5, 5 }, { "Int", 5L, 5 }, { "Int", 5.0, 5 }, { "Int", 5.1, null }, { "Int", "5", null }, { "Int", true, null }, { "Int", -2147483649L, null },
        { "Float", 5, 5.0 }, { "Float", 1e300, 1e300 }, { "Float", "5", null }, { "Float", double.PositiveInfinity, null },
        { "String", "a", "a" }, { "String", 1, null }, { "Boolean", true, true }, { "Boolean", 1, null }, { "ID", "a", "a" }, { "ID", 7, "7" }, { "ID", 7.5, null }, { "ID", true, null },
    };

    [Theory]
    [MemberData(nameof(Outputs))]
    public void Results_are_coerced(string scalar, object value, object? expected)
        => AssertCoerced(expected, Find(scalar).Output(value));

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Inputs_are_coerced(string scalar, object value, object? expected)
        => AssertCoerced(expected, Find(scalar).Input(value));

    [Theory]
    [InlineData("0.000001")]
    [InlineData("1e-7")]
    [InlineData("1.5e-9")]
    [InlineData("123456789012345680000")]
    [InlineData("1e+21")]
    [InlineData("1.7976931348623157e+308")]
    [InlineData("5e-324")]
    [InlineData("-0.1")]
    [InlineData("100")]
    [InlineData("10000000000000000")]
    [InlineData("0.5")]
    [InlineData("-12.25")]
    public void Numbers_are_written_as_ECMAScript_writes_them(string text)
        => Assert.Equal(text, ShortestNumber.Of(double.Parse(text, CultureInfo.InvariantCulture)));

    private static ScalarCoercion Find(string name) => BuiltInScalars.All.Single(scalar => scalar.Name == name).Coercion;

    private static void AssertCoerced(object? expected, Coerced actual)
    {
        Assert.Equal(expected, actual.Value);
        Assert.Equal(expected is not null, actual.IsValid);
        Assert.True(actual.IsValid || actual.Error!.Contains("cannot represent", StringComparison.Ordinal));
    }
}
