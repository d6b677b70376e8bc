using PokedexTop.Normalize.Verify;

namespace PokedexTop.Normalize.Tests.Verify;

/// <summary>A verification of a small catalogue, and what it finds.</summary>
internal static class Verifying
{
    public static async Task<(VerificationResult Result, List<Difference> Differences, string Report)> VerifyAsync(SmallCatalogue catalogue)
    {
        var differences = new List<Difference>();
        await using var report = new StringWriter();
        var result = await catalogue.Reader<Verification>().VerifyAsync(report, differences.Add, null, TestContext.Current.CancellationToken);
        return (result, differences, report.ToString());
    }

    public static async Task<(VerificationResult Result, List<Difference> Differences, string Report)> AssertDifferencesAsync(SmallCatalogue catalogue, params string[] expected)
    {
        var found = await VerifyAsync(catalogue);
        Assert.Equal(expected, found.Differences.Select(d => $"{d.Kind} {d.SetId} {d.CardId ?? "-"}").Order(StringComparer.Ordinal));
        Assert.Equal(expected.Length == 0, found.Result.Complete);
        Assert.Equal(expected.Length, found.Result.Differences.Values.Sum());
        return found;
    }
}
