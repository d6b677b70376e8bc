using System.Text.Json;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Tests.Feeds.Reading;

/// <summary>A text that is made once reads as one that is made each time.</summary>
public sealed class RepeatedTextsTests
{
    [Theory]
    [InlineData("name")]
    [InlineData("a name of more than twenty letters")]
    [InlineData("")]
    [InlineData("Pokémon")]
    [InlineData("fóil")]
    public void Reads_as_the_parser_does(string text)
    {
        using var document = JsonDocument.Parse(JsonSerializer.Serialize(new Dictionary<string, string> { [text] = text }));
        var member = Assert.Single(document.RootElement.EnumerateObject());

        for (var time = 0; time < 2; time++)
            Assert.Equal((text, text), (RepeatedTexts.Name(member), RepeatedTexts.Text(member.Value)));
    }

    [Fact]
    public void An_escape_is_read()
    {
        using var document = JsonDocument.Parse("""{"na\u006De":"na\u006De\n"}""");
        var member = Assert.Single(document.RootElement.EnumerateObject());

        Assert.Equal(("name", "name\n"), (RepeatedTexts.Name(member), RepeatedTexts.Text(member.Value)));
    }

    [Fact]
    public void Texts_that_fall_on_one_place_are_not_taken_for_each_other()
    {
        var texts = Enumerable.Range(0, 5_000).Select(n => $"t{n}").ToList();
        using var document = JsonDocument.Parse(JsonSerializer.Serialize(texts));

        for (var time = 0; time < 2; time++)
            Assert.Equal(texts, document.RootElement.EnumerateArray().Select(RepeatedTexts.Text));
    }

    [Fact]
    public void Is_made_once()
    {
        using var document = JsonDocument.Parse("""[{"rarity":"Common"},{"rarity":"Common"}]""");
        var (first, second) = (document.RootElement[0].EnumerateObject().Single(), document.RootElement[1].EnumerateObject().Single());

        Assert.Same(RepeatedTexts.Name(first), RepeatedTexts.Name(second));
        Assert.Same(RepeatedTexts.Text(first.Value), RepeatedTexts.Text(second.Value));
    }
}
