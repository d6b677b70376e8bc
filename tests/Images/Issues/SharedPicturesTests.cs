using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Images.Issues;
using PokedexTop.Images.Rows;
using PokedexTop.Images.Status;
using PokedexTop.Images.Tests.Doubles;
using PokedexTop.Testing;

namespace PokedexTop.Images.Tests.Issues;

/// <summary>A card back that a source serves in place of pictures, and what is no such thing.</summary>
public sealed class SharedPicturesTests
{
    private const string All = "SELECT card_id, \"rule\", detail FROM silver_image_issues ORDER BY card_id";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase]
    public async Task A_card_back_served_for_cards_of_other_names_and_numbers_is_an_issue_of_each_that_names_the_others(DatabaseProvider provider)
    {
        await using var catalogue = await CardCatalogue.StartAsync(provider);
        await FillAsync(catalogue, ("base1-4", "Charizard", "4"), ("base1-58", "Pikachu", "58"), ("neo1-1", "Ampharos", "1"), ("own", "Mew", "8"));
        ShowCardBack(catalogue, "base1-4", "base1-58", "neo1-1");

        await catalogue.DrainAsync();

        Assert.Equal("stored|4|4", await catalogue.StateAsync("base1-4"));
        Assert.Equal(
            [
                "base1-4|image-shared|It has the very picture of base1-58 (Pikachu 58), neo1-1 (Ampharos 1).",
                "base1-58|image-shared|It has the very picture of base1-4 (Charizard 4), neo1-1 (Ampharos 1).",
                "neo1-1|image-shared|It has the very picture of base1-4 (Charizard 4), base1-58 (Pikachu 58).",
            ], await catalogue.RowsAsync(All));
        Assert.Equal(3, (await catalogue.Get<ImagesStatus>().ReadAsync(bySet: false, Stop)).Issues);
        var rule = Assert.Single(await catalogue.Get<ImageIssues>().RulesAsync(Stop));
        Assert.Equal(("image-shared", 3L, "base1-4"), (rule.Rule, rule.Count, rule.Example));
        Assert.Equal(["base1-4", "base1-58", "neo1-1"], (await catalogue.Get<ImageIssues>().OfRuleAsync(rule.Rule, Stop)).Select(i => i.CardId));
    }

    [Theory]
    [EveryDatabase]
    public async Task The_issue_goes_with_the_last_other_card_and_stays_as_old_as_it_is(DatabaseProvider provider)
    {
        await using var catalogue = await CardCatalogue.StartAsync(provider);
        await FillAsync(catalogue, ("a", "Abra", "1"), ("b", "Bulbasaur", "2"), ("c", "Cubone", "3"));
        ShowCardBack(catalogue, "a", "b", "c");
        await catalogue.DrainAsync();
        var found = (await catalogue.Get<ImageIssues>().OfRuleAsync(ImageRules.ImageShared, Stop))[0].FoundAt;

        catalogue.Gallery.Show(CardCatalogue.Large("c"), "of its own");
        catalogue.Time.Advance(TimeSpan.FromDays(30));
        await catalogue.DrainAsync();
        Assert.Equal(
            ["a|image-shared|It has the very picture of b (Bulbasaur 2).", "b|image-shared|It has the very picture of a (Abra 1)."], await catalogue.RowsAsync(All));
        Assert.All(await catalogue.Get<ImageIssues>().OfRuleAsync(ImageRules.ImageShared, Stop), i => Assert.Equal(found, i.FoundAt));

        await catalogue.ExecuteAsync("UPDATE silver_tcg_cards SET retired_at = @now WHERE card_id = 'b'", ("@now", catalogue.Time.GetUtcNow().UtcDateTime));
        await catalogue.NoteAsync("b", "retired");
        await catalogue.DrainAsync();
        Assert.Empty(await catalogue.RowsAsync(All));
    }

    [Fact]
    public async Task Printings_of_one_card_and_a_card_that_was_renamed_may_share_their_picture()
    {
        await using var catalogue = await CardCatalogue.StartAsync();
        await FillAsync(catalogue, ("base1-97", "Fighting Energy", "97"), ("base4-125", "fighting energy", "125"), ("sm1-172", "Lunala-GX", "172"), ("sm1-172b", "Fairy Energy", "172"));
        ShowCardBack(catalogue, "base1-97", "base4-125");
        foreach (var card in new[] { "sm1-172", "sm1-172b" })
            catalogue.Gallery.Show(CardCatalogue.Large(card), "one of the two");

        await catalogue.DrainAsync();

        Assert.Empty(await catalogue.RowsAsync(All));
    }

    [Fact]
    public async Task What_another_process_left_is_found_at_the_start_and_a_look_with_nothing_new_asks_nothing()
    {
        await using var catalogue = await CardCatalogue.StartAsync();
        await FillAsync(catalogue, ("a", "Abra", "1"), ("b", "Bulbasaur", "2"));
        ShowCardBack(catalogue, "a", "b");
        await catalogue.DrainAsync();
        await catalogue.ExecuteAsync("DELETE FROM silver_image_issues");
        await catalogue.DrainAsync();
        Assert.Empty(await catalogue.RowsAsync(All));

        await using var other = catalogue.AnotherProcess();
        await other.DrainAsync();

        Assert.Equal(2, (await catalogue.RowsAsync(All)).Count);
    }

    [Fact]
    public void However_many_share_a_picture_the_first_few_are_named_and_the_others_counted()
    {
        var issues = SharedPictureRule.IssuesOf([.. Enumerable.Range(0, 5_000).Select(i => new PictureHolder("s", $"c{i:0000}", $"Card {i % 50}", $"{i % 60}"))]).ToList();

        Assert.Equal(5_000, issues.Count);
        // 100 others have its name, 84 its number, 17 both.
        Assert.Equal(("c0000", "It has the very picture of c0001 (Card 1 1), c0002 (Card 2 2), c0003 (Card 3 3), c0004 (Card 4 4), c0005 (Card 5 5) and 4828 more."), issues[0]);
    }

    [Fact]
    public void A_card_without_a_number_is_told_from_others_by_its_name_and_a_long_name_is_cut()
    {
        var issues = SharedPictureRule.IssuesOf([new("s", "sme1-g", "Grass Energy", null), new("s", "sme1-r", "Fire Energy", null), new("s", "x-1", new string('x', 2_000), "1")]).ToList();

        Assert.Equal(["sme1-g", "sme1-r", "x-1"], issues.Select(i => i.CardId));
        Assert.Equal("It has the very picture of sme1-g (Grass Energy), sme1-r (Fire Energy).", issues[2].Detail);
        Assert.All(issues, i => Assert.InRange(i.Detail.Length, 1, ImageIssue.DetailLength));
    }

    [Fact]
    public void Every_rule_has_its_line_on_the_page()
    {
        var page = File.ReadAllText(RepositoryRoot.Combine("docs", "quality-rules.md"));
        Assert.All(ImageRules.Descriptions.Keys, rule => Assert.Contains($"| `{rule}` | {ImageRules.Severity} |", page, StringComparison.Ordinal));
    }

    private static async Task FillAsync(CardCatalogue catalogue, params (string Id, string Name, string Number)[] cards)
    {
        await catalogue.FillAsync([.. cards.Select(c => c.Id)]);
        foreach (var (id, name, number) in cards)
            await catalogue.ExecuteAsync("UPDATE silver_tcg_cards SET name = @name, number = @number WHERE card_id = @id", ("@name", name), ("@number", number), ("@id", id));
    }

    private static void ShowCardBack(CardCatalogue catalogue, params string[] cards)
    {
        foreach (var card in cards)
            catalogue.Gallery.Show(CardCatalogue.Large(card), "card back");
    }
}
