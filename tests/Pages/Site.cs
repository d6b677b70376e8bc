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
        await _host.DisposeAsync();
        _copy.Dispose();
    }

    private static async Task<Site> StartAsync(string source, int cards, (string Key, string Value)[] settings)
    {
        // Before the program is started for nothing.
        _ = await Chromium.BrowserAsync();
        var copy = new EmbeddedCopy();
        foreach (var (key, value) in settings)
            copy.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        await copy.RunAsync(0, "sync", "--source", source);
        var site = new Site(copy, await StageProcess.StartAsync(["--source", source, "--urls", "http://127.0.0.1:0"], copy.Environment, copy.FolderPath));
        await site._host.ReadyAsync();
        Assert.Equal(cards, copy.Count("SELECT COUNT(*) FROM silver_tcg_cards"));
        return site;
    }
}
