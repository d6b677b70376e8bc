using System.Security.Cryptography;
using System.Text;
using static PokedexTop.Normalize.Tests.Verify.Verifying;

namespace PokedexTop.Normalize.Tests.Verify;

/// <summary>The report and its checksums, and that nothing is written but them.</summary>
public sealed class VerificationReportTests
{
    [Fact]
    public async Task Two_copies_of_the_same_content_have_the_same_checksum()
    {
        await using var one = SmallCatalogue.Standard();
        await one.SyncAsync();
        await using var other = new SmallCatalogue();
        other.AddSet("alpha", "TG01", "9", "10");
        await other.SyncAsync();
        other.AddSet("beta", "1", "2");
        await other.SyncAsync();

        var (first, _, firstReport) = await VerifyAsync(one);
        var (second, _, secondReport) = await VerifyAsync(other);

        Assert.True(first.Complete && second.Complete);
        Assert.Equal(first.Checksum, second.Checksum);
        Assert.NotEqual(CardLines(firstReport), CardLines(secondReport));

        await other.ExecuteAsync("UPDATE silver_tcg_cards SET content_hash = 'x' WHERE card_id = 'beta-2'");
        (second, _, _) = await VerifyAsync(other);
        Assert.NotEqual(first.Checksum, second.Checksum);
    }

    [Fact]
    public async Task The_reports_checksums_can_be_computed_from_its_lines()
    {
        await using var catalogue = SmallCatalogue.Standard();
        await catalogue.SyncAsync();
        var (result, _, report) = await VerifyAsync(catalogue);

        var alpha = CardLines(report).Where(l => l.StartsWith("pokemontcg alpha ", StringComparison.Ordinal)).Select(l => l[..l.LastIndexOf(' ')]).ToList();
        var sets = report.Split('\n').Where(l => l.StartsWith("# set ", StringComparison.Ordinal)).Select(l => l["# set ".Length..]).ToList();

        Assert.Equal(3, alpha.Count);
        Assert.Contains(sets, s => s.StartsWith("pokemontcg alpha 3 ", StringComparison.Ordinal) && s.EndsWith(Sum(alpha), StringComparison.Ordinal));
        Assert.Equal(Sum(sets.Order(StringComparer.Ordinal)), result.Checksum);
    }

    [Fact]
    public async Task Verifying_writes_nothing()
    {
        await using var catalogue = SmallCatalogue.Standard();
        await catalogue.SyncAsync();
        var file = catalogue.Data.Combine("pokedextop.db");
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        var before = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)));

        await VerifyAsync(catalogue);

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Assert.Equal(before, Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken))));
    }

    private static List<string> CardLines(string report) => [.. report.Split('\n').Where(l => l.Length > 0 && l[0] != '#')];

    private static string Sum(IEnumerable<string> lines) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(lines.Select(l => l + "\n")))));
}
