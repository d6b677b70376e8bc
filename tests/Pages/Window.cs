using System.Diagnostics;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using PokedexTop.Testing;

namespace PokedexTop.Pages.Tests;

/// <summary>A browser's window with nothing kept from another, and everything its console said.</summary>
internal sealed class Window : IAsyncDisposable
{
    private static readonly (int Width, int Height)[] s_sizes = [(390, 844), (1280, 900), (2560, 1300)];

    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    private Window(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _complaints.Add($"{message.Text} ({message.Location})");
        };
        page.PageError += (_, error) =>
        {
            // Pages have no script for this. Where a busy machine draws one too late, its browser goes on without the transition, and tells of it as of an error.
            if (!error.Contains("Transition was aborted", StringComparison.Ordinal))
                _complaints.Add(error);
        };
        page.Request += (_, request) =>
        {
            if (!new Uri(request.Url).IsLoopback)
                _complaints.Add("asked another host: " + request.Url);
        };
    }

    public IPage Page { get; }

    /// <summary>What went wrong in the browser until now.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public static async Task<Window> OpenAsync(BrowserNewContextOptions options)
    {
        var context = await (await Chromium.BrowserAsync()).NewContextAsync(options);
        // Before anything of the page runs: every shift of what stood somewhere already.
        await context.AddInitScriptAsync("window.shift = 0; new PerformanceObserver(list => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value; }).observe({ type: 'layout-shift', buffered: true });");
        return new Window(context, await context.NewPageAsync());
    }

    /// <summary>Makes the line so slow that a page comes in many pieces, as on a train.</summary>
    /// <param name="bytesPerSecond">What comes through.</param>
    public async Task SlowDownAsync(int bytesPerSecond) =>
        await (await _context.NewCDPSessionAsync(Page)).SendAsync("Network.emulateNetworkConditions", new() { ["offline"] = false, ["latency"] = 20, ["downloadThroughput"] = bytesPerSecond, ["uploadThroughput"] = -1 });

    public async Task<IResponse> GoAsync(string path) => (await Page.GotoAsync(path))!;

    /// <summary>Goes on with the Tab key until something has the focus.</summary>
    public async Task TabToAsync(ILocator wanted)
    {
        for (var presses = 0; presses < 120; presses++)
        {
            if (await wanted.EvaluateAsync<bool>("element => element === document.activeElement"))
                return;
            await Page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"The Tab key does not come to {wanted}");
    }

    /// <summary>Loads the page again until it shows something, as somebody does who waits without scripts.</summary>
    public async Task SeenAgainAsync(ILocator wanted)
    {
        var clock = Stopwatch.StartNew();
        while (!await wanted.First.IsVisibleAsync())
        {
            if (clock.Elapsed > TimeSpan.FromSeconds(60))
            {
                await PictureAsync("failed");
                Assert.Fail($"{Page.Url} does not come to show {wanted}: see artifacts/pages/failed.png");
            }
            await Page.ReloadAsync();
        }
    }

    /// <summary>How much moved after it was seen; 0 is nothing.</summary>
    public Task<double> ShiftAsync() => Page.EvaluateAsync<double>("window.shift");

    /// <summary>What axe finds that keeps people out: each with where.</summary>
    public async Task<List<string>> BarriersAsync()
    {
        var found = await Page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        return [.. found.Violations.Where(v => v.Impact is "serious" or "critical").Select(v => $"{v.Id} ({v.Impact}): {v.Help}: {string.Join(" | ", v.Nodes.Take(3).Select(node => node.Html))}")];
    }

    /// <summary>Keeps what is seen on a phone, a desk and a wall, none of which may be scrolled sideways.</summary>
    public async Task KeepWidthsAsync(string name)
    {
        var before = Page.ViewportSize!;
        foreach (var (width, height) in s_sizes)
        {
            await Page.SetViewportSizeAsync(width, height);
            await PictureAsync($"{name}-{width}");
            Assert.Equal((width, 0), (width, await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")));
        }
        await Page.SetViewportSizeAsync(before.Width, before.Height);
    }

    /// <summary>Keeps what is seen beside the test's results.</summary>
    public Task PictureAsync(string name) => Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(RepositoryRoot.Combine("artifacts", "pages"), name + ".png"), Animations = ScreenshotAnimations.Disabled });

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
