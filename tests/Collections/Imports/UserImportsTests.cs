using System.Text;
using PokedexTop.Collections.Files;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Imports;
using PokedexTop.Collections.Lots;
using PokedexTop.Collections.Tests.Doubles;
using PokedexTop.Configuration;
using PokedexTop.Testing;

namespace PokedexTop.Collections.Tests.Imports;

/// <summary>Files that a user brings: nothing is lost, nothing is doubled, and what was doubtful is resolved later.</summary>
public sealed class UserImportsTests
{
    /// <summary>One row of each kind: matched, two cards that it may be, a name that contradicts its number, a set nobody knows, no number of the set, refused.</summary>
    private static readonly byte[] s_file = Encoding.UTF8.GetBytes("""
        Folder Name,Quantity,Trade Quantity,Card Name,Set Code,Set Name,Card Number,Condition,Printing,Language,Price Bought,Date Bought
        Box,2,0,Charizard,,Base,4/102,NearMint,Holofoil,English,,
        Box,1,0,Charizard,,,4,NearMint,Holofoil,English,,
        Box,1,0,Blastoise,,Base,4,NearMint,Holofoil,English,,
        Box,1,0,Charizard,,Base Sett,9,NearMint,Holofoil,English,,
        Box,1,0,Charizard,,Base,300,NearMint,Holofoil,English,,
        Box,none,0,Charizard,,Base,4,NearMint,Holofoil,English,,
        Box,1,0,Pikachu,,Base,58,NearMint,Rainbow,Klingon,,someday

        """);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase]
    public async Task A_preview_tells_of_every_row_and_waits_and_touches_no_lot(DatabaseProvider provider)
    {
        await using var collectors = await Shelves.StartAsync(provider);
        var preview = await collectors.ImportAsync(s_file, commit: false);
        Assert.Equal(
        [
            "2 matched added base1-4  []",
            "3 ambiguous   2 cards have that name and number [base1-4 base4-4]",
            "4 ambiguous   4 of Base is Charizard, not 'Blastoise' [base1-4]",
            "5 unknown   no set of this catalogue is called 'Base Sett' Did you mean 'Base'? [base1-4 base4-4 swshp-SWSH092]",
            "6 unknown   Base has no number 300 [base1-4 base4-4 swshp-SWSH092]",
            "7 refused   quantity is 'none'; allowed: a whole number []",
            "8 matched added base1-58 in the notes, since a lot of this card cannot say it: finish: Rainbow, language: Klingon, acquired on: someday []",
        ], Told(preview));
        Assert.Equal((null, 5), (preview.CommittedAt, preview.Waiting));
        Assert.Equal(Told(preview), Told((await Imports(collectors).FindAsync(Owner.Local, preview.Id, Stop))!));
        Assert.Equal("Base Sett", preview.Rows[3].Raw.GetProperty("Set Name").GetString());
        Assert.Empty(await collectors.Lots.AllAsync(Owner.Local, Stop));
        Assert.Equal(["ambiguous 2", "matched 2", "refused 1", "unknown 2"], Assert.Single(await Imports(collectors).ListAsync(Owner.Local, Stop)).Outcomes.Select(o => $"{o.Key} {o.Value}"));
    }

    [Theory]
    [EveryDatabase]
    public async Task The_same_file_twice_changes_nothing_and_again_must_be_asked_for(DatabaseProvider provider)
    {
        await using var collectors = await Shelves.StartAsync(provider);
        var first = await collectors.ImportAsync(s_file);
        var lots = await collectors.RowsAsync("SELECT * FROM gold_user_collections ORDER BY id");
        Assert.Equal((true, 2, 2), (first.Committed, first.Rows.Count(row => row.Outcome == ImportOutcome.Imported), lots.Count));
        collectors.Time.Advance(TimeSpan.FromDays(1));
        var second = await collectors.ImportAsync(s_file);
        Assert.Equal((first.Id, 0, 2), (second.Id, second.Counts[RowOutcome.Added], second.Counts[RowOutcome.Unchanged]));
        Assert.Equal(lots, await collectors.RowsAsync("SELECT * FROM gold_user_collections ORDER BY id"));

        var again = await collectors.ImportAsync(s_file, again: true);
        Assert.Equal((first.Id, 2, 4), (again.Id, again.Counts[RowOutcome.Added], (await collectors.Lots.AllAsync(Owner.Local, Stop)).Count));
        Assert.Equal(6, (await collectors.Lots.AllAsync(Owner.Local, Stop)).Sum(lot => lot.Quantity));
        // Somebody else's is another import.
        Assert.NotEqual(first.Id, (await Imports(collectors).PreviewAsync("her", "file", s_file, new ImportOptions(), Stop)).Id);
    }

    [Fact]
    public async Task What_was_changed_or_removed_here_since_stays_changed_and_comes_back_only_with_its_file()
    {
        await using var collectors = await Shelves.StartAsync();
        var first = await collectors.ImportAsync(s_file);
        var (changed, removed) = (first.Rows[0].LotId!.Value, first.Rows[6].LotId!.Value);
        await collectors.Lots.ChangeAsync(Owner.Local, changed, _ => true, new LotFields { CardId = "base1-4", Quantity = 9 }, Stop);
        await collectors.Lots.RemoveAsync(Owner.Local, removed, _ => true, Stop);
        Assert.Null((await Imports(collectors).CommitAsync(Owner.Local, first.Id, again: false, Stop))!.Rows.FirstOrDefault(row => row.Outcome == ImportOutcome.Matched));
        Assert.Single(await collectors.Lots.AllAsync(Owner.Local, Stop));

        var second = await collectors.ImportAsync(s_file);
        Assert.Equal(("unchanged", "was added from this very file before, and changed since", "added"), (second.Rows[0].Effect, second.Rows[0].Reason, second.Rows[6].Effect));
        Assert.Equal((9, 1), ((await collectors.FindAsync(changed)).Quantity, (await collectors.FindAsync(removed)).Quantity));
    }

    [Theory]
    [EveryDatabase]
    public async Task A_row_that_waits_is_resolved_later_and_stays_so(DatabaseProvider provider)
    {
        await using var collectors = await Shelves.StartAsync(provider);
        var import = await collectors.ImportAsync(s_file);
        foreach (var (row, said) in new[] { (3, new LotFields { CardId = "base4-4" }), (4, new LotFields { CardId = "base1-4", Finish = "holofoil" }), (7, new LotFields { CardId = "base1-4", Quantity = 5 }) })
        {
            var result = await Imports(collectors).ResolveAsync(Owner.Local, import.Id, row, said, Stop);
            Assert.True(result.Problem is null, result.Problem);
            Assert.Equal(("imported", "added", said.CardId), (result.Row!.Outcome, result.Row.Effect, result.Row.CardId));
            var lot = await collectors.FindAsync(result.Row.LotId!.Value);
            Assert.Equal((said.CardId, said.Quantity ?? 1, "near-mint", "Box"), (lot.CardId, lot.Quantity, lot.Condition, lot.Location));
        }
        Assert.Equal(2, (await collectors.ImportAsync(s_file)).Waiting);
        Assert.Equal(5, (await collectors.Lots.AllAsync(Owner.Local, Stop)).Count);
        Assert.Equal("base4-4", (await Imports(collectors).FindAsync(Owner.Local, import.Id, Stop))!.Rows[1].CardId);

        Assert.Contains("imported already", (await Imports(collectors).ResolveAsync(Owner.Local, import.Id, 3, new LotFields { CardId = "base1-4" }, Stop)).Problem, StringComparison.Ordinal);
        Assert.Contains("'no-card' is no card of this catalogue", (await Imports(collectors).ResolveAsync(Owner.Local, import.Id, 5, new LotFields { CardId = "no-card" }, Stop)).Problem, StringComparison.Ordinal);
        Assert.Null((await Imports(collectors).ResolveAsync(Owner.Local, import.Id, 99, new LotFields { CardId = "base1-4" }, Stop)).Row);
        Assert.Null((await Imports(collectors).ResolveAsync("her", import.Id, 5, new LotFields { CardId = "base1-4" }, Stop)).Row);
        Assert.Null(await Imports(collectors).FindAsync("her", import.Id, Stop));
        Assert.Null(await Imports(collectors).PageAsync("her", import.Id, null, 0, 10, Stop));
        Assert.Empty(await Imports(collectors).AllAsync("her", Stop));
        Assert.Null(await Imports(collectors).CommitAsync("her", import.Id, again: false, Stop));
        Assert.Equal(5, (await collectors.Lots.AllAsync(Owner.Local, Stop)).Count);
    }

    [Theory]
    [EveryDatabase]
    public async Task Resolving_a_row_knows_the_lots_that_the_row_may_be(DatabaseProvider provider)
    {
        await using var collectors = await Shelves.StartAsync(provider);
        // Three graded copies, which are three lots.
        var graded = await collectors.ImportAsync("card_id,quantity,grade_company,grade\nnope,3,PSA,9\n"u8.ToArray());
        Assert.Equal("added", (await Imports(collectors).ResolveAsync(Owner.Local, graded.Id, 2, new LotFields { CardId = "base1-4" }, Stop)).Row!.Effect);
        Assert.Equal([1, 1, 1], (await collectors.Lots.AllAsync(Owner.Local, Stop)).Select(lot => lot.Quantity));

        // A lot that is there: it is changed, and only by whoever saw it last.
        var lot = (await collectors.Lots.AllAsync(Owner.Local, Stop))[0];
        var ours = await collectors.ImportAsync(Encoding.UTF8.GetBytes($"id,version,card_id,location\n{lot.Id},1,nope,safe\n"));
        Assert.Equal("changed", (await Imports(collectors).ResolveAsync(Owner.Local, ours.Id, 2, new LotFields { CardId = "base1-58" }, Stop)).Row!.Effect);
        Assert.Equal(("base1-58", 2, "safe"), await collectors.FindAsync(lot.Id) is var changed ? (changed.CardId, changed.Version, changed.Location) : default);
        var late = await collectors.ImportAsync(Encoding.UTF8.GetBytes($"id,version,card_id\n{lot.Id},1,nope\n"));
        Assert.Contains("was changed here since it was exported", (await Imports(collectors).ResolveAsync(Owner.Local, late.Id, 2, new LotFields { CardId = "base1-4" }, Stop)).Problem, StringComparison.Ordinal);
        Assert.Equal(3, (await collectors.Lots.AllAsync(Owner.Local, Stop)).Count);
    }

    [Theory]
    [EveryDatabase]
    public async Task Rows_are_read_page_by_page_by_outcome_and_all_at_once(DatabaseProvider provider)
    {
        await using var collectors = await Shelves.StartAsync(provider);
        var import = await collectors.ImportAsync(s_file);
        // Ids of one millisecond are in no order.
        collectors.Time.Advance(TimeSpan.FromMinutes(1));
        var other = await collectors.ImportAsync("7 BS 4\n"u8.ToArray(), commit: false);
        var page = (await Imports(collectors).PageAsync(Owner.Local, import.Id, null, 4, 2, Stop))!;
        Assert.Equal((7, "5 6"), (page.Total, string.Join(' ', page.Import.Rows.Select(row => row.Row))));
        Assert.Equal(import.Counts, page.Import.Counts);
        Assert.Equal(5, page.Import.Waiting);
        page = (await Imports(collectors).PageAsync(Owner.Local, import.Id, "unknown", 5, 2, Stop))!;
        Assert.Equal((2, "6"), (page.Total, string.Join(' ', page.Import.Rows.Select(row => row.Row))));

        var all = await Imports(collectors).AllAsync(Owner.Local, Stop);
        Assert.Equal([other.Id, import.Id], all.Select(one => one.Id));
        Assert.Equal(Told(import), Told(all[1]));
        Assert.Equal(Told(other), Told(all[0]));
    }

    [Fact]
    public async Task What_a_preview_did_not_know_is_matched_once_the_catalogue_has_it()
    {
        await using var collectors = await Shelves.StartAsync();
        Assert.Equal("unknown", (await collectors.ImportAsync(s_file)).Rows[4].Outcome);
        await collectors.AddCardAsync("base1", "300", name: "Charizard");
        Assert.Equal(("imported", "base1-300"), ((await collectors.ImportAsync(s_file)).Rows[4].Outcome, (await collectors.ImportAsync(s_file)).Rows[4].CardId));
    }

    [Fact]
    public async Task Previews_that_nobody_writes_go_after_a_month_and_beyond_twenty_and_what_was_written_stays()
    {
        await using var collectors = await Shelves.StartAsync();
        var written = await collectors.ImportAsync(s_file);
        for (var i = 0; i < 22; i++)
        {
            collectors.Time.Advance(TimeSpan.FromMinutes(1));
            await collectors.ImportAsync(Encoding.UTF8.GetBytes($"{i + 1} MEG 21\n"), commit: false);
        }
        Assert.Equal(21, (await Imports(collectors).ListAsync(Owner.Local, Stop)).Count);
        collectors.Time.Advance(TimeSpan.FromDays(31));
        var last = await collectors.ImportAsync("7 BS 4\n"u8.ToArray(), commit: false);
        Assert.Equal([last.Id, written.Id], (await Imports(collectors).ListAsync(Owner.Local, Stop)).Select(import => import.Id));
        Assert.Equal(["8"], await collectors.RowsAsync("SELECT COUNT(*) FROM gold_import_rows"));
    }

    [Theory]
    [InlineData("a,b\n1,2\n", null, null, "no program that is known writes such columns: a, b")]
    [InlineData("3 MEG 21\n", "collectr", null, "has no column 'card_id'")]
    [InlineData("card_id\nbase1-4\n", "collectr", null, "is no 'collectr': it looks like 'csv'")]
    [InlineData("card_id\nbase1-4\n", null, "euro", "allowed: three letters")]
    public async Task What_cannot_be_read_is_told_and_leaves_nothing(string text, string? format, string? currency, string told)
    {
        await using var collectors = await Shelves.StartAsync();
        var error = await Assert.ThrowsAsync<ConfigurationException>(() => collectors.ImportAsync(Encoding.UTF8.GetBytes(text), options: new ImportOptions(format, currency)));
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
        Assert.Empty(await Imports(collectors).ListAsync(Owner.Local, Stop));
    }

    [Theory]
    [EveryDatabase]
    public async Task Whatever_a_row_says_it_is_kept_and_the_rows_beside_it_are_taken(DatabaseProvider provider)
    {
        await using var collectors = await Shelves.StartAsync(provider);
        var hostile = new[] { "\0", "'; DROP TABLE gold_imports; --", new string('x', 5_000), "{\"a\":1}", "\u202e☠🂡", "-1", "99999999999", "4/102/", "=cmd|' /C calc'!A0", "%s%n" };
        var rows = hostile.SelectMany(text => new[] { $"Box,1,0,{Cell(text)},,Base,4,,,,,", $"Box,1,0,Charizard,,{Cell(text)},4/9,,,,,", $"Box,1,0,Charizard,,Base,{Cell(text)},,,,,", $"Box,{Cell(text)},0,Charizard,,Base,4,,,,,", $"{Cell(text)},1,0,Charizard,,Base,4,{Cell(text)},{Cell(text)},{Cell(text)},{Cell(text)},{Cell(text)}" });
        var file = $"Folder Name,Quantity,Trade Quantity,Card Name,Set Code,Set Name,Card Number,Condition,Printing,Language,Price Bought,Date Bought\n{string.Join('\n', rows)}\nBox,1,0,Pikachu,,Base,58,,,,,\n";
        var report = await collectors.ImportAsync(Encoding.UTF8.GetBytes(file));
        Assert.Equal(hostile.Length * 5 + 1, report.Rows.Count);
        Assert.Equal((ImportOutcome.Imported, "base1-58"), (report.Rows[^1].Outcome, report.Rows[^1].CardId));
        Assert.All(report.Rows, row => Assert.True(row.Effect is not null || row.Reason is not null));
        Assert.Equal(hostile, report.Rows.Where((_, i) => i % 5 == 0).SkipLast(1).Select(row => row.Raw.GetProperty("Card Name").GetString()));

        static string Cell(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static UserImports Imports(Collectors collectors) => collectors.Get<UserImports>();

    private static IEnumerable<string> Told(ImportReport report) => report.Rows.Select(row => $"{row.Row} {row.Outcome} {row.Effect} {row.CardId} {row.Reason} [{string.Join(' ', row.Candidates.Select(c => c.CardId))}]");
}
