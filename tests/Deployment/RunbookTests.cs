using System.Text.Json;
using System.Text.RegularExpressions;
using PokedexTop.Composition;
using PokedexTop.Testing;

namespace PokedexTop.Deployment.Tests;

/// <summary>docs/operations.md names what is there.</summary>
public sealed partial class RunbookTests
{
    private static string Runbook => File.ReadAllText(RepositoryRoot.Combine("docs", "operations.md"));

    [Fact]
    public void Every_panel_it_names_is_on_a_dashboard()
    {
        var titles = Directory.EnumerateFiles(RepositoryRoot.Combine("deployment", "dashboards"), "*.json")
            .Select(file => JsonDocument.Parse(File.ReadAllBytes(file)).RootElement)
            .SelectMany(board => board.GetProperty("panels").EnumerateArray().Select(panel => panel.GetProperty("title").GetString()!).Append(board.GetProperty("title").GetString()!.Split(": ")[^1]))
            .ToHashSet(StringComparer.Ordinal);
        var named = Emphasis().Matches(Runbook).Select(match => match.Groups[1].Value.Replace('\n', ' ')).ToList();
        Assert.True(named.Count > 30);
        Assert.All(named, name => Assert.Contains(name, titles));
    }

    [Fact]
    public void It_tells_how_the_failure_of_every_stage_looks()
    {
        var text = Runbook;
        var failures = text[text.IndexOf("## What a failing stage looks like", StringComparison.Ordinal)..text.IndexOf("## Alerts", StringComparison.Ordinal)];
        Assert.All(ProgramStages.All, stage => Assert.Contains($"| {stage} is down |", failures, StringComparison.Ordinal));
    }

    [Fact]
    public void It_names_every_variable_docker_compose_takes()
    {
        string[] files = ["docker-compose.yml", "deployment/sqlserver/compose.yml", "deployment/postgresql/compose.yml"];
        var taken = files.SelectMany(file => ComposeVariable().Matches(File.ReadAllText(RepositoryRoot.Combine(file)))).Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.NotEmpty(taken);
        Assert.All(taken, name => Assert.Contains($"`{name}`", Runbook, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\$\{([A-Z0-9_]+):-")]
    private static partial Regex ComposeVariable();

    [GeneratedRegex(@"(?<!\*)\*([^*]+)\*(?!\*)")]
    private static partial Regex Emphasis();
}
