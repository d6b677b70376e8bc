using PokedexTop.Normalize.Feeds.PokemonTcg;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Tests.Feeds.PokemonTcg;

public sealed class SetNormalizerTests
{
    [Theory]
    [InlineData("2022/10/10", "2022/10/10", false)]
    [InlineData("2022-10-10", "2022/10/10", true)]
    [InlineData("2022/1/5", "2022/01/05", true)]
    [InlineData("2022.10.10", "2022/10/10", true)]
    [InlineData("20221010", "2022/10/10", true)]
    [InlineData("2022/10/10 15:12:00", "2022/10/10", true)]
    public void Release_dates_are_read_in_every_year_first_form(string sent, string written, bool reported)
    {
        var set = Normalized($$"""{"id":"s","name":"S","releaseDate":"{{sent}}"}""");
        Assert.Equal(reported, set.Findings.Any(finding => finding.Rule == QualityRules.DateSpelling));
        Normalizing.AssertSameJson($$"""{"id":"s","name":"S","releaseDate":"{{written}}"}""", Normalizing.Export(set));
    }

    [Theory]
    [InlineData("2022/10/10 15:12:00", "2022/10/10 15:12:00", false)]
    [InlineData("2022-10-10T15:12:00Z", "2022/10/10 15:12:00", true)]
    [InlineData("2022-10-10T15:12:00.123+02:00", "2022/10/10 13:12:00", true)]
    [InlineData("2022/10/10", "2022/10/10 00:00:00", true)]
    public void Edit_times_are_read_as_utc(string sent, string written, bool reported)
    {
        var set = Normalized($$"""{"id":"s","name":"S","updatedAt":"{{sent}}"}""");
        Assert.Equal(DateTimeKind.Utc, set.Set.UpdatedAt!.Value.Kind);
        Assert.Equal(reported, set.Findings.Count > 0);
        Normalizing.AssertSameJson($$"""{"id":"s","name":"S","updatedAt":"{{written}}"}""", Normalizing.Export(set));
    }

    [Theory]
    [InlineData("\"10/10/2022\"")]
    [InlineData("\"2022/13/45\"")]
    [InlineData("\"soon\"")]
    [InlineData("\"\"")]
    [InlineData("20221010")]
    [InlineData("{\"year\":2022}")]
    public void Dates_that_cannot_be_read_are_kept_beside_an_empty_column(string date)
    {
        var payload = $$"""{"id":"s","name":"S","releaseDate":{{date}},"updatedAt":{{date}}}""";
        var set = Normalized(payload);
        Assert.Null(set.Set.ReleaseDate);
        Assert.Null(set.Set.UpdatedAt);
        Assert.All(set.Findings, finding => Assert.Equal(QualityRules.UnreadableDate, finding.Rule));
        Normalizing.AssertSameJson(payload, Normalizing.Export(set));
    }

    [Theory]
    [InlineData("legalities")]
    [InlineData("images")]
    public void An_empty_list_in_an_objects_place_is_an_empty_object(string field)
    {
        var set = Normalized($$"""{"id":"s","name":"S","{{field}}":[]}""");
        var finding = Assert.Single(set.Findings);
        Assert.Equal((QualityRules.EmptyListAsObject, "[]"), (finding.Rule, finding.OriginalValue));
        Normalizing.AssertSameJson("{\"id\":\"s\",\"name\":\"S\",\"" + field + "\":{}}", Normalizing.Export(set));
    }

    [Fact]
    public void Unknown_fields_and_nulls_come_back()
    {
        const string Payload = """{"id":"s","name":"S","total":null,"images":{"logo":null,"banner":"b"},"legalities":{},"era":{"n":[1]},"releaseDate":null}""";
        var set = Normalized(Payload);
        Assert.Equal(["/images/banner", "/era"], set.Drift.Select(drift => drift.Path));
        Normalizing.AssertSameJson(Payload, Normalizing.Export(set));
    }

    [Theory]
    [InlineData("""{"name":"S"}""", "missing-id")]
    [InlineData("""{"id":"t","name":"S"}""", "id-mismatch")]
    [InlineData("""{"id":"s"}""", "missing-name")]
    [InlineData("""{"id":"s","name":"S","total":"many"}""", "not-a-number")]
    [InlineData("""{"id":"s","name":"S","images":1}""", "wrong-kind")]
    [InlineData("""{"id":"s","name":"S","id":"s"}""", "duplicate-key")]
    public void Sets_that_cannot_be_read_are_refused(string payload, string reason)
        => Assert.Equal(reason, Assert.IsType<QuarantinedSet>(SetNormalizer.Normalize("s", payload.Utf8())).Reason);

    private static NormalizedSet Normalized(string payload) => Assert.IsType<NormalizedSet>(SetNormalizer.Normalize("s", payload.Utf8()));
}
