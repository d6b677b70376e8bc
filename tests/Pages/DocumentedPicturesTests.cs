using Microsoft.Playwright;
using PokedexTop.Testing;

namespace PokedexTop.Pages.Tests;

/// <summary>The pictures in README and docs/pages.md are of the pages as they are: POKEDEXTOP_APPROVE=1 takes them anew.</summary>
public sealed class DocumentedPicturesTests
{
    private static readonly (string Name, string Path)[] s_pictures = [("set", "/sets/SET"), ("card", "/cards/CARD"), ("binder", "/binder/SET")];

    [Fact]
    public async Task Every_picture_of_the_documents_is_one_that_a_test_takes()
    {
        await using var site = await Site.StarterAsync();
        var names = await Collected.FillAsync(site);
        foreach (var (name, pattern) in s_pictures)
        {
            var path = names.Aggregate(pattern, (text, known) => text.Replace(known.Key, known.Value, StringComparison.Ordinal));
            await using var window = await site.OpenAsync(path, new BrowserNewContextOptions { ViewportSize = new() { Width = 1100, Height = 700 }, ColorScheme = ColorScheme.Light });
            var file = RepositoryRoot.Combine("docs", "images", name + ".png");
            if (Environment.GetEnvironmentVariable("POKEDEXTOP_APPROVE") == "1")
                await window.Page.ScreenshotAsync(new PageScreenshotOptions { Path = file, Animations = ScreenshotAnimations.Disabled });
            Assert.True(new FileInfo(file) is { Exists: true, Length: < 200_000 }, $"{file} is missing or too large");
        }
        var shown = new[] { "README.md", Path.Combine("docs", "pages.md") }.SelectMany(file => System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(RepositoryRoot.Combine(file)), @"images/(\w+)\.png").Select(match => match.Groups[1].Value)).Distinct();
        Assert.Equal(s_pictures.Select(picture => picture.Name).Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
    }
}
