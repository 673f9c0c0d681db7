using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace MicroSeg.Templates.Tests.Values;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.0, "0")]
    [InlineData(1.5, "1.5")]
    [InlineData(-42, "-42")]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    [InlineData(1e21, "1e+21")]
    [InlineData(1e20, "100000000000000000000")]
    [InlineData(123456789012345680000.0, "123456789012345680000")]
    [InlineData(1e-6, "0.000001")]
    [InlineData(1e-7, "1e-7")]
    [InlineData(1.25e-9, "1.25e-9")]
    [InlineData(-1.5e300, "-1.5e+300")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(double.MaxValue, "1.7976931348623157e+308")]
    [InlineData(9007199254740993, "9007199254740992")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void A_number_is_written_as_JavaScript_writes_it(double number, string expected)
        => Assert.Equal(expected, TemplateValue.From(number).ToString());

    [Theory]
    [InlineData("9.50", "9.5")]
    [InlineData("10.00", "10")]
    [InlineData("-0.0", "0")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("0.0000000000000000000000000001", "0.0000000000000000000000000001")]
    public void A_decimal_is_written_in_full_without_trailing_zeros(string number, string expected)
        => Assert.Equal(expected, TemplateValue.From(decimal.Parse(number, CultureInfo.InvariantCulture)).ToString());

    [Fact]
    public void A_number_is_read_back_from_its_text()
        => Prop.ForAll(ArbMap.Default.ArbFor<double>(), number =>
            double.IsNaN(number) || double.Parse(TemplateValue.From(number).ToString().Replace("Infinity", "∞", StringComparison.Ordinal), s_infinite) == number)
            .QuickCheckThrowOnFailure();

    private static readonly NumberFormatInfo s_infinite = new() { PositiveInfinitySymbol = "∞", NegativeInfinitySymbol = "-∞" };
}
