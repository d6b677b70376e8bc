using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace PokedexTop.Ingest.Json;

/// <summary>Writes a JSON number as ECMAScript writes the double of that value, which is what JCS asks for; as it stands where no double is that number.</summary>
internal static class CanonicalNumber
{
    // Up to here every whole number is a double and ECMAScript writes all its digits.
    private const int DigitsAlwaysExact = 15;

    public static void Write(ReadOnlySpan<byte> literal, CanonicalBuffer output)
    {
        var unsigned = literal[0] == '-' ? literal[1..] : literal;
        if (unsigned.Length <= DigitsAlwaysExact && !unsigned.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            output.Append(unsigned.SequenceEqual("0"u8) ? unsigned : literal);
            return;
        }

        var exact = Decimals.Of(unsigned);
        if (!Utf8Parser.TryParse(literal, out double value, out var used) || used != literal.Length || !double.IsFinite(value) || (value == 0 && exact.Digits.Length > 0))
        {
            output.Append(literal);
            return;
        }

        Span<byte> shortest = stackalloc byte[32];
        Math.Abs(value).TryFormat(shortest, out var length, "R", CultureInfo.InvariantCulture);
        var rounded = Decimals.Of(shortest[..length]);
        var hasAllDigits = !unsigned.ContainsAnyExceptInRange((byte)'0', (byte)'9');
        if (hasAllDigits && exact != rounded && exact.ToWhole() != new BigInteger(Math.Abs(value)))
        {
            output.Append(literal);
            return;
        }

        if (value < 0)
            output.Append((byte)'-');
        WriteEcmaScript(rounded, output);
    }

    /// <summary>ECMA-262, Number::toString(x, 10), steps 6 to 11, for a value that is not negative.</summary>
    private static void WriteEcmaScript(Decimals value, CanonicalBuffer output)
    {
        var digits = Encoding.ASCII.GetBytes(value.Digits).AsSpan();
        var point = (int)(digits.Length + value.Exponent); // the value is 0.digits × 10^point
        switch (point)
        {
            case var _ when digits.IsEmpty:
                output.Append((byte)'0');
                break;
            case > 21 or <= -6:
                output.Append(digits[0]);
                if (digits.Length > 1)
                    output.Append((byte)'.');
                output.Append(digits[1..]);
                output.Append(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"e{point - 1:+0;-0}")));
                break;
            case <= 0:
                output.Append("0."u8);
                output.Append("000000"u8[..-point]);
                output.Append(digits);
                break;
            case var _ when point >= digits.Length:
                output.Append(digits);
                output.Append("000000000000000000000"u8[..(point - digits.Length)]);
                break;
            default:
                output.Append(digits[..point]);
                output.Append((byte)'.');
                output.Append(digits[point..]);
                break;
        }
    }

    /// <summary>An unsigned decimal as its significant digits (none for zero, no zeros at either end) times a power of ten.</summary>
    private readonly record struct Decimals(string Digits, long Exponent)
    {
        // Far outside what a double holds, and far inside long: exponents beyond it need not be told apart.
        private const long ExponentLimit = 1_000_000_000_000;

        public static Decimals Of(ReadOnlySpan<byte> literal)
        {
            long exponent = 0;
            var e = literal.IndexOfAny((byte)'e', (byte)'E');
            if (e >= 0)
            {
                exponent = ExponentOf(literal[(e + 1)..]);
                literal = literal[..e];
            }

            var point = literal.IndexOf((byte)'.');
            var digits = Encoding.ASCII.GetString(literal);
            if (point >= 0)
            {
                exponent -= literal.Length - point - 1;
                digits = digits.Remove(point, 1);
            }

            var significant = digits.TrimEnd('0');
            exponent += digits.Length - significant.Length;
            significant = significant.TrimStart('0');
            return significant.Length == 0 ? new("", 0) : new(significant, exponent);
        }

        /// <summary>Only of a whole number that is a finite double, so at most 309 digits.</summary>
        public BigInteger ToWhole() =>
            BigInteger.Parse(Digits, NumberStyles.None, CultureInfo.InvariantCulture) * BigInteger.Pow(10, (int)Exponent);

        private static long ExponentOf(ReadOnlySpan<byte> text)
        {
            var isNegative = text[0] == '-';
            var digits = text.TrimStart("+-0"u8);
            if (digits.IsEmpty)
                return 0;

            var size = digits.Length <= 12 ? long.Parse(digits, CultureInfo.InvariantCulture) : ExponentLimit;
            return isNegative ? -size : size;
        }
    }
}
