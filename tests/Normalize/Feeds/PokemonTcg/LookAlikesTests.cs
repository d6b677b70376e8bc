using System.Text.Json;
using System.Text.Json.Nodes;
using PokedexTop.Normalize.Feeds.PokemonTcg;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Tests.Feeds.PokemonTcg;

public sealed class LookAlikesTests
{
    [Theory]
    [InlineData("x2", "×2")]
    [InlineData("X2", "×2")]
    [InlineData("\u22122\u00A00", "-20")]
    [InlineData("\u221230", "-30")]
    [InlineData("–30", "-30")]
    [InlineData("\uFF0B20", "+20")]
    [InlineData("×\uFF12", "×2")]
    [InlineData("60\uFF0B", "60+")]
    [InlineData("20x", "20×")]
    [InlineData("130\u2212", "130-")]
    [InlineData("60 +", "60+")]
    public void Signed_values_get_the_usual_signs_with_a_trace(string sent, string written)
    {
        foreach (var (field, member, pointer) in new[] { ("weaknesses", "value", "/weaknesses/0/value"), ("resistances", "value", "/resistances/0/value"), ("attacks", "damage", "/attacks/0/damage") })
        {
            var card = Normalizing.Card(Normalizing.With(field, new JsonArray(new JsonObject { ["name"] = "A", ["type"] = "Fire", [member] = sent }).ToJsonString()));
            var value = field switch { "attacks" => card.Card.Attacks![0].Damage, "weaknesses" => card.Card.Weaknesses![0].Value, _ => card.Card.Resistances![0].Value };
            Assert.Equal(written, value);
            var finding = Assert.Single(card.Findings, f => f.Rule == QualityRules.LookAlikeSign);
            Assert.StartsWith(pointer + " has ", finding.Detail, StringComparison.Ordinal);
            Assert.Equal(sent, JsonSerializer.Deserialize<string>(finding.OriginalValue!));
        }
    }

    [Theory]
    [InlineData("×2")]
    [InlineData("-30")]
    [InlineData("+20")]
    [InlineData("60")]
    [InlineData("60+")]
    [InlineData("20×")]
    [InlineData("?")]
    [InlineData("")]
    [InlineData("n/a")]
    [InlineData("10 x heads")]
    public void Values_as_they_are_printed_and_those_that_are_none_stay(string value)
    {
        var card = Normalizing.Card(Normalizing.With("attacks", new JsonArray(new JsonObject { ["name"] = "A", ["damage"] = value }).ToJsonString()));
        Assert.Equal(value, card.Card.Attacks![0].Damage);
        Assert.Empty(card.Findings);
    }

    [Theory]
    [InlineData("name", "Ho\u2011Oh\u00A0ex", "Ho-Oh ex")]
    [InlineData("name", "Spark\uFEFFmouse", "Sparkmouse")]
    [InlineData("name", "Farfetch\u2019d", "Farfetch'd")]
    [InlineData("name", "Flabe\u0301be\u0301", "Flabébé")]
    [InlineData("number", "TG\uFF10\uFF11", "TG01")]
    [InlineData("number", "RC\u201312", "RC-12")]
    [InlineData("artist", "Ken\u00A0Sugimori", "Ken Sugimori")]
    [InlineData("rarity", "Rare\u00A0Holo", "Rare Holo")]
    [InlineData("hp", "\uFF16\uFF10", "60")]
    public void Names_words_and_numbers_get_the_usual_signs_with_a_trace(string field, string sent, string written)
    {
        var card = Normalizing.Card(Normalizing.With(field, JsonSerializer.Serialize(sent)));
        using var export = JsonDocument.Parse(Normalizing.Export(card));
        Assert.Equal(written, export.RootElement.GetProperty(field).GetString());
        Assert.Equal(QualityRules.LookAlikeSign, Assert.Single(card.Findings).Rule);
    }

    [Theory]
    [InlineData("– Boost")]
    [InlineData("Tag Play —")]
    [InlineData("Smack ‘n' Slack")]
    [InlineData("Umbreon ★")]
    [InlineData("ナッシー[Exeggutor]")]
    public void What_names_are_printed_with_stays(string name)
    {
        var card = Normalizing.Card(Normalizing.With("name", JsonSerializer.Serialize(name)));
        Assert.Equal(name, card.Card.Name);
        Assert.Empty(card.Findings);
    }

    [Fact]
    public void Running_text_is_kept_to_the_letter_and_its_hidden_signs_are_named()
    {
        const string Text = "\uFEFFWhen it is\u00A0angered, at −58 degrees…";
        var card = Normalizing.Card(Normalizing.With("flavorText", JsonSerializer.Serialize(Text)));
        Assert.Equal(Text, card.Card.FlavorText);
        var finding = Assert.Single(card.Findings);
        Assert.Equal((QualityRules.LookAlikeKept, FindingSeverity.Info), (finding.Rule, finding.Severity));
        Assert.StartsWith("/flavorText has U+FEFF, U+00A0", finding.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_is_taken_as_it_is_and_its_look_alikes_are_a_warning()
    {
        var result = CardNormalizer.Normalize("test1\u22121", "test1", (Normalizing.With("id", "\"test1\u22121\"")).Utf8(), Normalizing.Context);
        var card = Assert.IsType<NormalizedCard>(result);
        Assert.Null(card.Card.Extra);
        var finding = Assert.Single(card.Findings);
        Assert.Equal((QualityRules.LookAlikeKept, FindingSeverity.Warning), (finding.Rule, finding.Severity));
    }

    [Fact]
    public void An_address_loses_only_what_nobody_sees()
    {
        var card = Normalizing.Card(Normalizing.With("images", "{\"small\":\"\uFEFFhttps://example.test/farfetch\u2019d.png\",\"large\":\"https://example.test/1l.png\"}"));
        Assert.Equal("https://example.test/farfetch\u2019d.png", card.Card.ImageSmallUrl);
        Assert.Equal(QualityRules.LookAlikeSign, Assert.Single(card.Findings).Rule);
    }

    [Fact]
    public void A_standardised_card_says_nothing_more_when_its_export_is_normalised_again()
    {
        var once = Normalizing.Card(Normalizing.With("weaknesses", """[{"type":"Fighting","value":"x2"}]"""));
        var again = Normalizing.Card(Normalizing.Export(once));
        Assert.Empty(again.Findings);
        Normalizing.AssertSameJson(Normalizing.Export(once), Normalizing.Export(again));
    }
}
