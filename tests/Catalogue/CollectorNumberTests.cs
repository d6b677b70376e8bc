namespace PokedexTop.Catalogue.Tests;

public sealed class CollectorNumberTests
{
    [Theory]
    [InlineData("4", "000004")]
    [InlineData("TG01", "TG000001")]
    [InlineData("12a", "000012a")]
    [InlineData("!", "!")]
    [InlineData("15_A1", "000015_A000001")]
    [InlineData("1234567", "1234567")]
    [InlineData("", "zzzzzz")]
    [InlineData(null, "zzzzzz")]
    public void Digits_are_padded_and_no_number_comes_last(string? number, string key) => Assert.Equal(key, CollectorNumber.SortKey(number));

    [Fact]
    public void Longest_number_fits_its_column()
        => Assert.InRange(
            CollectorNumber.SortKey(string.Concat(Enumerable.Repeat("1a", FieldLimits.Number / 2))).Length, 1, FieldLimits.NumberSort);
}
