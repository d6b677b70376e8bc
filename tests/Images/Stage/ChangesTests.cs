using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Images.Fetch;
using PokedexTop.Images.Rendering;
using PokedexTop.Images.Tests.Doubles;
using PokedexTop.Testing;

namespace PokedexTop.Images.Tests.Stage;

public sealed class ChangesTests
{
    private const string Card = "c1";

    [Theory]
    [EveryDatabase]
    public async Task After_thirty_days_a_stored_picture_is_asked_for_by_its_validator(DatabaseProvider provider)
    {
        await using var catalogue = await CardCatalogue.StartAsync(provider);
        await catalogue.FillAsync(Card);
        await catalogue.DrainAsync();
        var rows = await catalogue.RowsAsync("SELECT rendition, object_key, stored_at, status FROM silver_card_images ORDER BY rendition");
        catalogue.Gallery.TakeRequests();
        for (var round = 0; round < 2; round++)
        {
            catalogue.Time.Advance(TimeSpan.FromDays(30));
            await catalogue.DrainAsync();
            Assert.Equal([$"{CardCatalogue.Large(Card)} if not \"large c1\""], catalogue.Gallery.TakeRequests());
        }
        Assert.Equal(rows, await catalogue.RowsAsync("SELECT rendition, object_key, stored_at, status FROM silver_card_images ORDER BY rendition"));

        catalogue.Gallery.Show(CardCatalogue.Large(Card), "another print");
        catalogue.Time.Advance(TimeSpan.FromDays(30));
        await catalogue.DrainAsync();
        Assert.Equal(8, catalogue.Store.Objects.Count);
        Assert.NotEqual(rows, await catalogue.RowsAsync("SELECT rendition, object_key, stored_at, status FROM silver_card_images ORDER BY rendition"));
        Assert.Equal("stored|4|4", await catalogue.StateAsync(Card));
    }

    [Theory]
    [InlineData(ImageOutcome.Missing)]
    [InlineData(ImageOutcome.Refused)]
    [InlineData(ImageOutcome.Failed)]
    public async Task What_is_held_stays_stored_when_its_source_is_gone(ImageOutcome outcome)
    {
        await using var catalogue = await CardCatalogue.StartAsync(DatabaseProvider.Sqlite, ("Images:Attempts", "2"));
        await catalogue.FillAsync(Card);
        await catalogue.DrainAsync();
        catalogue.Gallery.Answer(CardCatalogue.Large(Card), new ImageAnswer(outcome, Reason: "gone"));
        catalogue.Gallery.TakeRequests();
        catalogue.Time.Advance(TimeSpan.FromDays(30));
        for (var attempt = 0; attempt < 3; attempt++)
        {
            await catalogue.DrainAsync();
            catalogue.Time.Advance(TimeSpan.FromMinutes(1));
        }
        Assert.Equal("stored|4|4", await catalogue.StateAsync(Card));
        // The low resolution is no replacement for what is here.
        Assert.DoesNotContain(catalogue.Gallery.TakeRequests(), r => r.StartsWith(CardCatalogue.Small(Card), StringComparison.Ordinal));
        Assert.Equal(0, (await catalogue.BacklogAsync()).Total);
    }

    [Theory]
    [EveryDatabase]
    public async Task A_changed_address_is_fetched_and_until_then_the_old_picture_is_served(DatabaseProvider provider)
    {
        await using var catalogue = await CardCatalogue.StartAsync(provider, ("Images:Attempts", "1"));
        await catalogue.FillAsync(Card, "c2");
        await catalogue.DrainAsync();
        var old = await catalogue.RowsAsync("SELECT rendition, object_key, sha256, width, height, bytes, url, stored_at FROM silver_card_images WHERE card_id = 'c1' ORDER BY rendition");
        catalogue.Gallery.TakeRequests();
        const string other = "https://images.example/moved.png";
        catalogue.Gallery.Answer(other, new ImageAnswer(ImageOutcome.Failed, Reason: "500"));
        await catalogue.ChangeCardAsync(Card, other, CardCatalogue.Small(Card));
        Assert.Equal(1, (await catalogue.BacklogAsync()).Unplanned);

        await catalogue.DrainAsync();
        Assert.Equal([other], catalogue.Gallery.TakeRequests());
        Assert.Equal("failed|4|4", await catalogue.StateAsync(Card));
        Assert.Equal(old, await catalogue.RowsAsync("SELECT rendition, object_key, sha256, width, height, bytes, url, stored_at FROM silver_card_images WHERE card_id = 'c1' ORDER BY rendition"));

        catalogue.Gallery.Show(other, "moved");
        catalogue.Time.Advance(TimeSpan.FromDays(7));
        await catalogue.DrainAsync();
        // Without the validator of the address before.
        Assert.Equal([other], catalogue.Gallery.TakeRequests());
        Assert.Equal("stored|4|4", await catalogue.StateAsync(Card));
        Assert.Equal(other, await catalogue.ControlAsync(Card, "source_url"));
        Assert.Equal("stored|4|4", await catalogue.StateAsync("c2"));
    }

    [Fact]
    public async Task Another_low_resolution_address_is_no_reason_to_fetch_what_is_stored()
    {
        await using var catalogue = await CardCatalogue.StartAsync();
        await catalogue.FillAsync(Card);
        await catalogue.DrainAsync();
        catalogue.Gallery.TakeRequests();
        await catalogue.ChangeCardAsync(Card, CardCatalogue.Large(Card), "https://images.example/elsewhere.png");
        await catalogue.DrainAsync();
        Assert.Empty(catalogue.Gallery.TakeRequests());
        Assert.Equal("stored|https://images.example/elsewhere.png", await catalogue.ControlAsync(Card, "status, fallback_url"));
        Assert.Equal(0, (await catalogue.BacklogAsync()).Total);
    }

    [Fact]
    public async Task A_retired_card_keeps_its_picture()
    {
        await using var catalogue = await CardCatalogue.StartAsync();
        await catalogue.FillAsync(Card);
        await catalogue.DrainAsync();
        await catalogue.ExecuteAsync("UPDATE silver_tcg_cards SET retired_at = '2026-11-24 12:00:00'");
        await catalogue.NoteAsync(Card, "retired");
        await catalogue.DrainAsync();
        Assert.Equal("stored|4|4", await catalogue.StateAsync(Card));
    }

    [Theory]
    [EveryDatabase]
    public async Task Other_settings_render_again_from_the_kept_originals_without_the_network(DatabaseProvider provider)
    {
        await using var catalogue = await CardCatalogue.StartAsync(provider);
        await catalogue.FillAsync(Card, "c2", "none");
        catalogue.Gallery.Remove(CardCatalogue.Large("none"));
        catalogue.Gallery.Remove(CardCatalogue.Small("none"));
        catalogue.Gallery.Show(CardCatalogue.Large("c2"), $"large {Card}");
        await catalogue.DrainAsync();
        catalogue.Gallery.TakeRequests();

        catalogue.Renderer.SettingsVersion = "v2";
        await catalogue.DrainAsync();

        Assert.Empty(catalogue.Gallery.TakeRequests());
        Assert.Equal(["v2|2", "|10"], await catalogue.RowsAsync("SELECT settings, COUNT(*) FROM silver_card_images GROUP BY settings ORDER BY COUNT(*)"));
        Assert.Equal(["c1", "c1", "c1", "c2", "c2", "c2"], await catalogue.RowsAsync("SELECT card_id FROM silver_card_images WHERE object_key LIKE 'renditions/v2/%' ORDER BY card_id"));
        Assert.Equal("stored|4|4", await catalogue.StateAsync(Card));
        // One original, three renditions of each settings.
        Assert.Equal(7, catalogue.Store.Objects.Count);
        Assert.Equal(0, (await catalogue.BacklogAsync()).Total);
    }

    [Fact]
    public async Task What_cannot_be_rendered_again_keeps_its_renditions()
    {
        await using var catalogue = await CardCatalogue.StartAsync();
        await catalogue.FillAsync(Card);
        await catalogue.DrainAsync();
        catalogue.Renderer.SettingsVersion = "v2";
        catalogue.Renderer.Fails = new ImageRefusedException("too large now");
        await catalogue.DrainAsync();
        await catalogue.DrainAsync();
        Assert.Equal("stored|4|4", await catalogue.StateAsync(Card));
        Assert.Equal(2, catalogue.Renderer.Renders);
        Assert.Contains("too large now", await catalogue.ControlAsync(Card, "reason"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kept_original_that_is_gone_is_fetched_again_when_it_is_needed()
    {
        await using var catalogue = await CardCatalogue.StartAsync();
        await catalogue.FillAsync(Card);
        await catalogue.DrainAsync();
        catalogue.Store.Objects.TryRemove(await catalogue.ControlAsync(Card, "object_key"), out _);
        catalogue.Gallery.TakeRequests();
        catalogue.Renderer.SettingsVersion = "v2";
        await catalogue.DrainAsync();
        Assert.Equal([CardCatalogue.Large(Card)], catalogue.Gallery.TakeRequests());
        Assert.Equal("stored|4|4", await catalogue.StateAsync(Card));
        Assert.Contains(await catalogue.ControlAsync(Card, "object_key"), catalogue.Store.Objects.Keys);
    }
}
