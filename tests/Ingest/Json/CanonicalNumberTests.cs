using System.Globalization;
using System.Text;
using PokedexTop.Ingest.Json;

namespace PokedexTop.Ingest.Tests.Json;

public sealed class CanonicalNumberTests
{
    /// <summary>RFC 8785, Appendix B.</summary>
    [Theory]
    [InlineData("0000000000000000", "0")]
    [InlineData("8000000000000000", "0")]
    [InlineData("0000000000000001", "5e-324")]
    [InlineData("8000000000000001", "-5e-324")]
    [InlineData("7fefffffffffffff", "1.7976931348623157e+308")]
    [InlineData("ffefffffffffffff", "-1.7976931348623157e+308")]
    [InlineData("4340000000000000", "9007199254740992")]
    [InlineData("c340000000000000", "-9007199254740992")]
    [InlineData("4430000000000000", "295147905179352830000")]
    [InlineData("44b52d02c7e14af5", "9.999999999999997e+22")]
    [InlineData("44b52d02c7e14af6", "1e+23")]
    [InlineData("44b52d02c7e14af7", "1.0000000000000001e+23")]
    [InlineData("444b1ae4d6e2ef4e", "999999999999999700000")]
    [InlineData("444b1ae4d6e2ef4f", "999999999999999900000")]
    [InlineData("444b1ae4d6e2ef50", "1e+21")]
    [InlineData("3eb0c6f7a0b5ed8c", "9.999999999999997e-7")]
    [InlineData("3eb0c6f7a0b5ed8d", "0.000001")]
    [InlineData("41b3de4355555553", "333333333.3333332")]
    [InlineData("41b3de4355555554", "333333333.33333325")]
    [InlineData("41b3de4355555555", "333333333.3333333")]
    [InlineData("41b3de4355555556", "333333333.3333334")]
    [InlineData("41b3de4355555557", "333333333.33333343")]
    [InlineData("becbf647612f3696", "-0.0000033333333333333333")]
    [InlineData("43143ff3c1cb0959", "1424953923781206.2")]
    public void Doubles_are_written_as_in_RFC_8785(string bits, string expected)
    {
        var value = BitConverter.UInt64BitsToDouble(ulong.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));

        Assert.Equal(expected, Canonical(value.ToString("R", CultureInfo.InvariantCulture)));
        Assert.Equal(expected, Canonical(value.ToString("E16", CultureInfo.InvariantCulture)));
        Assert.Equal(expected, Canonical(expected));
    }

    [Theory]
    [InlineData("1", "1.0", "1e0", "1E+0", "10e-1", "0.1e1", "100000000000000000000000e-23")]
    [InlineData("0", "-0", "0.0", "-0.0e5", "0e400", "0e99999999999999999999")]
    [InlineData("-7", "-7.0", "-70e-1", "-0.7e1")]
    [InlineData("0.5", "0.50", "5e-1", "50E-2")]
    [InlineData("5.902958103587057e+21", "5902958103587056517120", "5902958103587056517120.0")]
    [InlineData("-12.5", "-12.50", "-1.25e1", "-125E-1", "-0.125e+2")]
    [InlineData("9007199254740994", "9007199254740994.0", "9007199254740994e0")]
    [InlineData("295147905179352830000", "295147905179352825856", "29514790517935283e4")]
    [InlineData("123456789012345", "123456789012345.0")]
    [InlineData("1234567890123456", "1234567890123456.0", "1.234567890123456e15")]
    public void Spellings_of_one_value_are_one_number(string expected, params string[] spellings) =>
        Assert.All(spellings, spelling => Assert.Equal(expected, Canonical(spelling)));

    /// <summary>JCS has no form for these; rounding would make one number of two.</summary>
    [Theory]
    [InlineData("9007199254740993")]
    [InlineData("-9007199254740993")]
    [InlineData("12345678901234567891")]
    [InlineData("1e400")]
    [InlineData("-1e99999999999999999999")]
    [InlineData("1e-400")]
    public void A_number_that_is_no_double_stays_as_it_is_written(string literal) => Assert.Equal(literal, Canonical(literal));

    [Fact]
    public void Every_double_survives()
    {
        var random = new Random(8785);
        for (var i = 0; i < 20_000; i++)
        {
            var value = BitConverter.Int64BitsToDouble(random.NextInt64());
            if (!double.IsFinite(value))
                continue;

            var canonical = Canonical(value.ToString("R", CultureInfo.InvariantCulture));
            Assert.Equal(value, double.Parse(canonical, CultureInfo.InvariantCulture));
        }
    }

    private static string Canonical(string literal)
    {
        var output = new CanonicalBuffer();
        CanonicalNumber.Write(Encoding.ASCII.GetBytes(literal), output);
        return Encoding.ASCII.GetString(output.Written);
    }
}
