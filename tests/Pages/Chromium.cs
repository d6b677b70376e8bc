using Microsoft.Playwright;
using PokedexTop.Testing;

namespace PokedexTop.Pages.Tests;

/// <summary>One Chromium for all tests: that of <c>POKEDEXTOP_CHROMIUM</c>, else the machine's.</summary>
internal static class Chromium
{
    private static readonly string[] s_names = ["chromium", "chromium-browser", "google-chrome"];

    private static readonly SemaphoreSlim s_gate = new(1, 1);
    private static IBrowser? s_browser;

    /// <summary>Skips the test where there is none.</summary>
    public static async Task<IBrowser> BrowserAsync()
    {
        Requirement.Time("a browser");
        await s_gate.WaitAsync();
        try
        {
            return s_browser ??= await LaunchAsync();
        }
        finally
        {
            s_gate.Release();
        }
    }

    private static async Task<IBrowser> LaunchAsync()
    {
        var configured = Environment.GetEnvironmentVariable("POKEDEXTOP_CHROMIUM");
        var paths = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var file = string.IsNullOrWhiteSpace(configured) ? s_names.SelectMany(name => paths.Select(path => Path.Combine(path, name))).FirstOrDefault(File.Exists) : configured;
        if (file is null)
            Requirement.Missing("There is no Chromium: none on the PATH, and POKEDEXTOP_CHROMIUM names none.");
        // A machine that builds and tests at once is slow, and no page is wrong for it.
        Assertions.SetDefaultExpectTimeout(60_000);
        var playwright = await Playwright.CreateAsync();
        // Whoever runs tests in a container is often root, whom Chromium's own sandbox refuses. It loads nothing but this program's pages.
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = file, Args = ["--no-sandbox"] });
    }
}
