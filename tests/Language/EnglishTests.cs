using System.Globalization;
using PokedexTop.Language;

namespace PokedexTop.Language.Tests;

public sealed class EnglishTests
{
    [Theory]
    [InlineData(0, "0 cards")]
    [InlineData(1, "1 card")]
    [InlineData(20_237, "20,237 cards")]
    public void Numbers_stand_before_the_noun_that_fits_them_in_every_culture(long count, string words)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(words, English.Count(count, "card"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_noun_may_have_a_plural_of_its_own() =>
        Assert.Equal(("1 query", "2 queries"), (English.Count(1, "query", "queries"), English.Count(2, "query", "queries")));

    [Theory]
    [InlineData("Connection refused", "Connection refused.")]
    [InlineData("Connection refused.\n", "Connection refused.")]
    [InlineData("Is it there?", "Is it there?")]
    [InlineData("", "")]
    public void A_message_of_somebody_else_becomes_a_sentence(string message, string sentence) => Assert.Equal(sentence, English.Sentence(message));
}
