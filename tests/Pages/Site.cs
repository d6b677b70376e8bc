using Microsoft.Playwright;
using PokedexTop.Testing;
using PokedexTop.Tests.EndToEnd;

namespace PokedexTop.Pages.Tests;

/// <summary>A running program with its own data folder, and Chromium to look at it.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly EmbeddedCopy _copy;
    private readonly StageProcess _host;

    private Site(EmbeddedCopy copy, StageProcess host) => (_copy, _host) = (copy, host);

    public Uri Address => _host.Address;

    /// <summary>What the tables hold.</summary>
    public EmbeddedCopy Copy => _copy;

    /// <summary>With the starter catalogue, synced and indexed.</summary>
    /// <param name="settings">Configuration beside the usual.</param>
    public static Task<Site> StarterAsync(params (string Key, string Value)[] settings) => StartAsync("starter", 61, settings);

    /// <summary>With the whole catalogue.</summary>
    public static Task<Site> WholeAsync() => StartAsync("folder:" + TestData.CardFolder, 19_783, []);

    /// <summary>With what the sample API has, synced and indexed, and read from it again where a test says so.</summary>
    public static Task<Site> OfAsync(SampleApi api, params (string Key, string Value)[] settings) =>
        StartAsync("pokemontcg", api.Catalogue.SetIds.Sum(set => api.Catalogue.CardIds(set).Count), [.. api.Settings, ("Images:Enabled", "false"), .. settings]);

    /// <summary>With the cards of a folder and their pictures, from an origin of the test's own.</summary>
    public static Task<Site> PicturedAsync(string folder, int cards, string origin) => StartAsync("folder:" + folder, cards, [("Images:AllowedOrigins:0", origin)], "--images");

    /// <summary>Started for the first time, on an empty folder, with no source chosen.</summary>
    public static async Task<Site> FirstStartAsync(params (string Key, string Value)[] settings)
    {
        var copy = await CopyAsync([("Images:Enabled", "false"), .. settings]);
        return new Site(copy, await StageProcess.StartAsync(["--urls", "http://127.0.0.1:0"], copy.Environment, copy.FolderPath));
    }

    /// <summary>Opens a page in a window of its own, whose console and refusals are kept.</summary>
    public async Task<Window> OpenAsync(string path, BrowserNewContextOptions? options = null)
    {
        options ??= new BrowserNewContextOptions();
        options.BaseURL = Address.AbsoluteUri;
        var window = await Window.OpenAsync(options);
        await window.GoAsync(path);
        return window;
    }

    public async ValueTask DisposeAsync()
    {
        // Shown where the test fails.
        TestContext.Current.TestOutputHelper?.WriteLine(_host.Program.StandardError);
        await _host.DisposeAsync();
        _copy.Dispose();
    }

    private static async Task<Site> StartAsync(string source, int cards, (string Key, string Value)[] settings, params string[] how)
    {
        var copy = await CopyAsync(settings);
        await copy.RunAsync(0, ["sync", "--source", source, .. how]);
        var site = new Site(copy, await StageProcess.StartAsync(["--source", source, "--urls", "http://127.0.0.1:0"], copy.Environment, copy.FolderPath));
        await site._host.ReadyAsync();
        Assert.Equal(cards, copy.Count("SELECT COUNT(*) FROM silver_tcg_cards"));
        return site;
    }

    private static async Task<EmbeddedCopy> CopyAsync((string Key, string Value)[] settings)
    {
        // Before the program is started for nothing.
        _ = await Chromium.BrowserAsync();
        var copy = new EmbeddedCopy();
        foreach (var (key, value) in settings)
            copy.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        return copy;
    }
}
