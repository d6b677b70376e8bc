using PokedexTop.Collections;
using PokedexTop.Collections.Completion;
using PokedexTop.Collections.Decks;
using PokedexTop.Collections.Exports;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Imports;
using PokedexTop.Collections.Lots;
using PokedexTop.Collections.Retention;
using PokedexTop.Collections.Status;
using PokedexTop.Collections.Tests.Doubles;
using PokedexTop.Collections.Users;
using PokedexTop.Collections.Values;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Telemetry;

namespace PokedexTop.SqlServer.Tests.Capture;

/// <summary>Collections in all their cases: lots that come, change, split, follow and go, and what is counted over them.</summary>
internal static class CollectionsStatements
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task RunAsync(RecordingDatabase database)
    {
        await using var collectors = await Collectors.StartAsync(database);
        await collectors.AddSpeciesAsync((25, "Pikachu", 1));
        await collectors.AddSetAsync("s1", printedTotal: 2);
        await collectors.AddCardAsync("s1", "1", species: 25, finishes: ["normal", "reverse"]);
        await collectors.AddCardAsync("s1", "2", priced: ["holofoil"]);
        var lots = collectors.Lots;
        var lot = await collectors.AddLotAsync(new LotFields { CardId = "s1-1", Quantity = 3, PricePaid = 1.5m, Currency = "EUR", AcquiredOn = "2026-11-01" });
        foreach (var filter in new[] { new LotFilter(), new LotFilter("owned"), new LotFilter(CardId: "s1-1"), new LotFilter(SetId: "s1"), new LotFilter("owned", "s1-1", "s1") })
            await lots.ListAsync(Owner.Local, filter, null, 10, Stop);
        await lots.ChangeAsync(Owner.Local, lot.Id, _ => true, new LotFields { CardId = "s1-1", Quantity = 2 }, Stop);
        var split = await lots.SplitAsync(Owner.Local, lot.Id, _ => true, 1, "wishlist", null, Stop);
        await collectors.MergeAsync("s1-1", "s1-2");
        await collectors.Get<IEnumerable<ITableMeasurements>>().OfType<CollectionsMeasurements>().Single().MeasureAsync(Stop);
        Assert.Equal(2, await collectors.Get<CollectionsWork>().DrainAsync(Stop));
        foreach (var grouping in CompletionReport.Groupings)
            (await collectors.Get<UserCompletion>().ReadAsync(Owner.Local, Stop)).By(grouping);
        await collectors.Get<UserCompletion>().MissingAsync(Owner.Local, "s1", "all", Stop);
        await ImportsAsync(collectors);
        await ValuesAsync(collectors);
        await lots.RemoveAsync(Owner.Local, split.Made!.Id, _ => true, Stop);
        Assert.Single(await lots.AllAsync(Owner.Local, Stop));
        await lots.FindAsync(Owner.Local, lot.Id, Stop);
        await lots.CardIdsAsync(Owner.Local, Stop);
        await lots.PlacesAsync(Owner.Local, Stop);
        await collectors.Get<JoinedLots>().AddAsync(Owner.Local, [new LotFields { CardId = "s1-2" }], Stop);
        await lots.ListAsync(Owner.Local, new LotFilter(Location: "safe"), null, 10, Stop);
        await collectors.Get<CollectionsStatus>().ReadAsync(Stop);
        await PeopleAsync(collectors);
    }

    private static async Task ValuesAsync(Collectors collectors)
    {
        await collectors.AddPriceAsync("s1-2", "tcgplayer", "holofoil", "2026-11-20", 2.5m);
        var values = collectors.Get<CollectionValues>();
        Assert.NotEmpty((await values.NowAsync("her", Stop)).By("all"));
        await values.SpareAsync(Owner.Local, 1, Stop);
        Assert.NotNull(await values.HistoryAsync(Owner.Local, new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 28), null, Stop));
        Assert.NotNull((await collectors.Get<UserDecks>().CheckAsync("her", "2 s1 2", Stop)).Deck);
        Assert.NotNull(await collectors.Get<WishlistFilling>().FillAsync("her", "s1", "master", Stop));
    }

    private static async Task PeopleAsync(Collectors collectors)
    {
        var accounts = collectors.Get<UserAccounts>();
        var user = await accounts.SignedInAsync("https://issuer.example", "7", "Misty", Owner.User, Stop);
        await accounts.FindAsync(user.Id, Stop);
        await accounts.GrantAsync(user.Id, Owner.Admin, Stop);
        await accounts.PublishAsync(user.Id, "misty", Stop);
        await accounts.ListAsync(Stop);
        var tokens = collectors.Get<ApiTokens>();
        var (token, key) = (await tokens.MakeAsync(user.Id, "phone", ApiToken.Read, null, Stop))!.Value;
        Assert.NotNull(await tokens.FindAsync(key, Stop));
        await tokens.ListAsync(user.Id, Stop);
        await tokens.RevokeAsync(user.Id, token.Id, Stop);
        var log = collectors.Get<AuditLog>();
        await log.AddAsync("Misty", user.Id, "GrantRole", "admin", null, 200, Stop);
        Assert.Single(await log.ListAsync(null, 10, Stop));
        await log.CountAsync(Stop);
        await new AuditHousekeeper(collectors.Get<SqlDatabase>(), new RetentionOptions { Audit = 36_500 }, collectors.Time).RemoveAsync(Stop);
        await collectors.Get<SessionKeys>().AddAsync("key-1", "<key/>", Stop);
        Assert.Single(await collectors.Get<SessionKeys>().ReadAsync(Stop));
        foreach (var id in new[] { user.Id, Owner.Local })
            await accounts.DeleteAsync(id, Stop);
    }

    /// <summary>Files: previewed, written, resolved and tidied away.</summary>
    private static async Task ImportsAsync(Collectors collectors)
    {
        var imports = collectors.Get<UserImports>();
        var file = (await collectors.Get<CollectionFiles>().ExportAsync(Owner.Local, CollectionFiles.Csv, Stop)).Bytes;
        foreach (var commit in new[] { false, true })
            await collectors.ImportAsync(file, commit);
        var import = await collectors.ImportAsync("set_code,number,quantity,condition,variant,lang,purchase_price\ns1,7,1,,,,\n"u8.ToArray(), commit: false);
        Assert.Null((await imports.ResolveAsync(Owner.Local, import.Id, 2, new LotFields { CardId = "s1-2" }, Stop)).Problem);
        Assert.Equal(2, (await imports.ListAsync(Owner.Local, Stop)).Count);
        Assert.Equal("imported", (await imports.FindAsync(Owner.Local, import.Id, Stop))!.Rows[0].Outcome);
        Assert.Equal(2, (await imports.AllAsync(Owner.Local, Stop)).Count);
        foreach (var outcome in new[] { null, ImportOutcome.Imported })
            Assert.Equal(1, (await imports.PageAsync(Owner.Local, import.Id, outcome, 0, 10, Stop))!.Total);
        await collectors.Lots.RemoveAsync(Owner.Local, (await imports.FindAsync(Owner.Local, import.Id, Stop))!.Rows[0].LotId!.Value, _ => true, Stop);
        await collectors.ImportAsync("3 S1 9\n"u8.ToArray(), commit: false);
        collectors.Time.Advance(TimeSpan.FromDays(31));
        await collectors.ImportAsync("4 S1 9\n"u8.ToArray(), commit: false);
    }
}
