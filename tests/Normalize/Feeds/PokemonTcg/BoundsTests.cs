using PokedexTop.Catalogue;
using PokedexTop.Normalize.Feeds.PokemonTcg;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Tests.Feeds.PokemonTcg;

/// <summary>The last value that is taken and the first that is not.</summary>
public sealed class BoundsTests
{
    private const int Most = FieldLimits.Entries;

    [Fact]
    public void As_many_entries_as_are_allowed_are_read_and_one_more_refuses_the_card()
    {
        Assert.Equal(Most, Normalizing.Card(Normalizing.With("rules", Many(Most, "\"r\""))).Card.Rules!.Count);
        Refused(Normalizing.With("rules", Many(Most + 1, "\"r\"")), RejectReasons.TooManyEntries, "/rules has 1001 entries; at most 1000 are read.");
        Assert.Equal(Most, Normalizing.Card(Normalizing.With("nationalPokedexNumbers", Numbers(Most))).Species.Count);
        Refused(Normalizing.With("nationalPokedexNumbers", Numbers(Most + 1)), RejectReasons.TooManyEntries, "/nationalPokedexNumbers has 1001 entries; at most 1000 are read.");
    }

    [Fact]
    public void As_many_unknown_values_as_are_allowed_are_kept_and_one_more_refuses_the_card()
    {
        Assert.NotNull(Normalizing.Card(Normalizing.With("new", Many(Most, "1"))).Card.Extra);
        Refused(Normalizing.With("new", Many(Most + 1, "1")), RejectReasons.TooManyEntries, "/new has a list of 1001 entries; at most 1000 are kept.");
        Assert.NotNull(Normalizing.Card(Normalizing.With("new", Members(Most))).Card.Extra);
        Refused(Normalizing.With("new", Members(Most + 1)), RejectReasons.TooManyEntries, "/new has an object of 1001 members; at most 1000 are kept.");
        Assert.NotNull(Normalizing.Card(WithMembers(Most)).Card.Extra);
        Refused(WithMembers(Most + 1), RejectReasons.TooManyEntries, "More than 1000 values have no column; the last is /x1000.");
    }

    [Fact]
    public void As_many_findings_as_are_allowed_are_told_and_one_more_refuses_the_card()
    {
        Assert.Equal(Most, Normalizing.Card(Normalizing.With("rules", Many(Most, "1"))).Findings.Count);
        var refused = Normalizing.Reject(Normalizing.With("rules", Many(Most, "1"))[..^1] + ",\"level\":1}");
        Assert.Equal((RejectReasons.TooManyFindings, "More than 1000 values need a rule; the last is /level."), (refused.Reason, refused.Detail));
    }

    [Fact]
    public void The_longest_key_and_the_longest_texts_are_taken_and_longer_ones_are_not()
    {
        Assert.NotNull(Normalizing.Card(Normalizing.With(new string('k', FieldLimits.Key), "1")).Card.Extra);
        Assert.Equal(RejectReasons.TextTooLong, Normalizing.Reject(Normalizing.With(new string('k', FieldLimits.Key + 1), "1")).Reason);
        Assert.Equal(RejectReasons.TextTooLong, Normalizing.Reject(Normalizing.With("new", "{\"" + new string('k', FieldLimits.Key + 1) + "\":1}")).Reason);

        // Escapes make the JSON longer than the text.
        Assert.Equal(new string('"', FieldLimits.Name), Normalizing.Card(Normalizing.With("artist", $"\"{string.Concat(Enumerable.Repeat("\\\"", FieldLimits.Name))}\"")).Card.Artist);
        Refused(Normalizing.With("artist", $"\"{new string('a', FieldLimits.Name + 1)}\""), RejectReasons.TextTooLong, "/artist has 201 characters; at most 200 are allowed.");
        // A number is as long as it is written: it has no quotation marks.
        Assert.Equal(FieldLimits.Number, Normalizing.Card(Normalizing.With("number", new string('1', FieldLimits.Number))).Card.Number!.Length);
        Refused(Normalizing.With("number", new string('1', FieldLimits.Number + 1)), RejectReasons.TextTooLong, "/number has 33 characters; at most 32 are allowed.");
    }

    [Theory]
    [InlineData("0.0", 0)]
    [InlineData("2e0", 2)]
    [InlineData("-2147483648.0", int.MinValue)]
    [InlineData("2147483647.0", int.MaxValue)]
    public void Whole_numbers_are_taken_however_they_are_written(string written, int number) =>
        Assert.Equal(number, Normalizing.Card(Normalizing.With("convertedRetreatCost", written)).Card.ConvertedRetreatCost);

    [Theory]
    [InlineData("2147483648.0", RejectReasons.NumberOutOfRange)]
    [InlineData("-2147483649.0", RejectReasons.NumberOutOfRange)]
    [InlineData("\"-99999999999\"", RejectReasons.NumberOutOfRange)]
    [InlineData("\"+99999999999\"", RejectReasons.NumberOutOfRange)]
    [InlineData("\"1-9\"", RejectReasons.NotANumber)]
    [InlineData("1.5", RejectReasons.NotANumber)]
    public void Other_numbers_refuse_the_card(string written, string reason) =>
        Assert.Equal(reason, Normalizing.Reject(Normalizing.With("convertedRetreatCost", written)).Reason);

    [Fact]
    public void Hit_points_may_be_nought()
    {
        var card = Normalizing.Card(Normalizing.With("hp", "0.0"));
        Assert.Equal(0, card.Card.Hp);
        Assert.DoesNotContain(card.Findings, f => f.Rule == QualityRules.HpNotANumber);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("9999")]
    [InlineData("\"9999\"")]
    public void What_links_no_species_is_kept_as_it_came(string numbers)
    {
        var payload = Normalizing.With("nationalPokedexNumbers", numbers);
        Assert.Contains($"\"/nationalPokedexNumbers\":{numbers}", Normalizing.Card(payload).Card.Extra, StringComparison.Ordinal);
    }

    [Fact]
    public void One_deviation_is_one_drift_however_often_it_stands_there()
    {
        var card = Normalizing.Card(Normalizing.With("attacks", """[{"name":"a","new":1},{"name":"b","new":2}]"""));
        Assert.Equal([new SchemaDrift("/attacks/*/new", SchemaDrift.UnknownField)], card.Drift);
    }

    [Fact]
    public void What_is_told_of_an_embedded_set_names_its_place()
    {
        var payload = Normalizing.Sample.TrimEnd()[..^1] + ",\"set\":{\"id\":\"a\u2212b\"}}";
        Assert.StartsWith("/set/id has U+2212, ", Assert.Single(Normalizing.Card(payload).Findings).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Pikachu", "25")]
    [InlineData("Pikachu & Zekrom-GX", "25, 644")]
    public void Species_found_by_the_name_are_told_with_their_numbers(string name, string numbers)
    {
        var card = Normalizing.Card(Normalizing.With("name", $"\"{name}\"").Replace(",\"nationalPokedexNumbers\":[25]", "", StringComparison.Ordinal));
        Assert.Equal($"/nationalPokedexNumbers names no species; linked to {numbers} by the card's name.", Assert.Single(card.Findings).Detail);
    }

    [Fact]
    public void A_set_without_an_id_says_that_it_is_missing() =>
        Assert.Equal(RejectReasons.MissingId, Assert.IsType<QuarantinedSet>(SetNormalizer.Normalize("s", """{"id":null,"name":"S"}""".Utf8())).Reason);

    [Theory]
    [InlineData("donâ€™t", "don’t")]
    [InlineData("cafÃƒÂ©", "café")]
    [InlineData("cafÃƒÆ’Ã‚Â©", "café")]
    [InlineData("cafÃƒÆ’Ã†â€™Ãƒâ€šÃ‚Â©", "cafÃ©")]
    public void Texts_that_were_encoded_up_to_three_times_over_are_repaired(string sent, string text) =>
        Assert.Equal(text, Normalizing.Card(Normalizing.With("flavorText", System.Text.Json.JsonSerializer.Serialize(sent))).Card.FlavorText);

    [Fact]
    public void The_first_and_the_last_full_width_sign_become_the_usual_ones() =>
        Assert.Equal("!~", Normalizing.Card(Normalizing.With("artist", "\"\uFF01\uFF5E\"")).Card.Artist);

    [Fact]
    public void Look_alikes_are_named_as_people_can_tell_them_apart()
    {
        Assert.Equal("\"x\"", LookAlikes.Named("x2"));
        Assert.Equal("U+2212", LookAlikes.Named("\u22122"));
        Assert.Equal("white space", LookAlikes.Named("× 2"));
    }

    [Fact]
    public void Fractions_of_a_second_are_cut_off() =>
        Assert.Equal(new DateTime(2024, 1, 2, 10, 0, 0, DateTimeKind.Utc), SourceDates.ReadTime("2024-01-02T10:00:00.75Z"));

    [Fact]
    public void The_longest_finish_and_the_most_unknown_amounts_are_taken_and_more_are_not()
    {
        Assert.Equal(new string('f', FieldLimits.Finish), Assert.Single(Prices(Block(new string('f', FieldLimits.Finish), "")).Rows).Finish);
        Assert.Equal(RejectReasons.TextTooLong, Assert.IsType<QuarantinedPrices>(Normalize(Block(new string('f', FieldLimits.Finish + 1), ""))).Reason);

        Assert.NotNull(Assert.Single(Prices(Block("normal", Members(Most)[1..^1] + ",")).Rows).Extra);
        var refused = Assert.IsType<QuarantinedPrices>(Normalize(Block("normal", Members(Most + 1)[1..^1] + ",")));
        Assert.Equal((RejectReasons.TooManyEntries, "More than 1000 values have no column; the last is /tcgplayer/prices/normal/x1000."), (refused.Reason, refused.Detail));
        Assert.Equal(RejectReasons.TextTooLong, Assert.IsType<QuarantinedPrices>(Normalize(Block("normal", "\"" + new string('k', FieldLimits.Key + 1) + "\":2,"))).Reason);

        static string Block(string finish, string members) => "{\"prices\":{\"" + finish + "\":{" + members + "\"low\":1}}}";
        static NormalizedPrices Prices(string payload) => Assert.IsType<NormalizedPrices>(Normalize(payload));
        static PriceNormalizationResult Normalize(string payload) => PriceNormalizer.Normalize(Markets.TcgPlayer, payload.Utf8(), new DateOnly(2026, 1, 1));
    }

    [Fact]
    public void Both_finishes_of_Cardmarket_are_in_euros()
    {
        var prices = Assert.IsType<NormalizedPrices>(PriceNormalizer.Normalize(Markets.Cardmarket, """{"prices":{"lowPrice":1,"reverseHoloLow":2}}""".Utf8(), new DateOnly(2026, 1, 1)));
        Assert.Equal(["normal EUR", "reverseHolofoil EUR"], prices.Rows.Select(r => $"{r.Finish} {r.Currency}"));
    }

    private static void Refused(string payload, string reason, string detail)
    {
        var refused = Normalizing.Reject(payload);
        Assert.Equal((reason, detail), (refused.Reason, refused.Detail));
    }

    private static string Many(int count, string entry) => $"[{string.Join(',', Enumerable.Repeat(entry, count))}]";

    private static string Numbers(int count) => $"[{string.Join(',', Enumerable.Range(1, count))}]";

    private static string Members(int count) => $"{{{string.Join(',', Enumerable.Range(0, count).Select(i => $"\"x{i}\":1"))}}}";

    private static string WithMembers(int count) => $"{Normalizing.Sample.TrimEnd()[..^1]},{Members(count)[1..]}";
}
