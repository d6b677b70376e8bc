using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.CommandLine;
using PokedexTop.Composition;
using PokedexTop.Configuration;
using PokedexTop.Documents;
using PokedexTop.Language;
using PokedexTop.Remote;
using PokedexTop.Web.Admin;

namespace PokedexTop.Commands;

/// <summary><c>quality</c>: what rules fixed or noticed, and fields the program does not know.</summary>
internal static class QualityCommand
{
    private const int Shown = 200;

    private static readonly Option<string?> s_rule = new("--rule") { Description = "List every issue of one rule", HelpName = "RULE" };

    public static Command Create()
    {
        var command = new VerbCommand("quality", "Data-quality issues by rule, and schema drift by field.")
        {
            Examples =
            [
                ("pokedextop quality", "Counts by rule and field, with an example each"),
                ("pokedextop quality --rule mojibake", "Every card whose text was repaired, and how"),
            ],
        };
        command.Options.Add(s_rule);
        command.Options.Add(VerbOptions.Server);
        command.Options.Add(VerbOptions.Json);
        return command.Runs(RunAsync);
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var json = arguments.GetValue(VerbOptions.Json);
        using var server = RemoteServer.From(arguments);
        await using var services = server is null ? await ProgramServices.ForReadingAsync(arguments, (more, _) => more.AddSingleton<CatalogueQuality>(), cancellationToken) : null;
        var quality = services?.GetRequiredService<CatalogueQuality>();
        if (arguments.GetValue(s_rule) is { } rule)
            PrintRule(quality is null ? await server!.GetAsync<RuleDocument>($"quality/{Uri.EscapeDataString(rule)}", cancellationToken) : await RuleAsync(quality, rule, cancellationToken), json);
        else
            PrintSummary(quality is null ? await server!.GetAsync<QualityDocument>("quality", cancellationToken) : await quality.ReadAsync(cancellationToken), json);
        return ExitCode.Done;
    }

    private static void PrintSummary(QualityDocument quality, bool json)
    {
        if (json)
        {
            JsonOutput.Write(quality);
            return;
        }
        var (rules, drift) = quality;
        if (rules.Count + drift.Count == 0)
            CommandOutput.Line("No issues: every value is as it is expected, and every field is known.");
        if (rules.Count > 0)
        {
            var table = new TextTable("Rule", "Severity", "#Issues", "Example", "~What was done");
            foreach (var r in rules)
                table.Add(r.Rule, r.Severity, English.Number(r.Count), r.Example, Tables.Shortened(r.ExampleDetail, 120));
            table.Write();
        }
        if (drift.Count > 0)
        {
            var table = new TextTable("Field", "Drift", "#Versions", "Example", "Since");
            foreach (var d in drift)
                table.Add(d.Path, d.Kind, English.Number(d.Occurrences), d.ExampleId, Tables.Time(d.FirstAt));
            table.Write();
        }
    }

    private static async Task<RuleDocument> RuleAsync(CatalogueQuality quality, string rule, CancellationToken cancellationToken) =>
        await quality.OfRuleAsync(rule, cancellationToken) ?? throw ConfigurationException.For("--rule", rule, CatalogueQuality.Names);

    private static void PrintRule(RuleDocument rule, bool json)
    {
        if (json)
        {
            JsonOutput.Write(rule);
            return;
        }
        var issues = rule.Issues;
        CommandOutput.Line($"{rule.Rule}: {rule.Description}");
        if (issues.Count > 0)
        {
            var table = new TextTable("Item", "Severity", "~What was done", "~Value seen");
            foreach (var issue in issues.Take(Shown))
                table.Add(issue.CardId ?? issue.SetId, issue.Severity, Tables.Shortened(issue.Detail, 160), Tables.Shortened(issue.OriginalValue ?? "", 40));
            table.Write();
        }
        CommandOutput.Line(issues.Count > Shown ? $"{Shown} of {English.Count(issues.Count, "issue")}; --json lists them all." : $"{English.Count(issues.Count, "issue")}.");
    }
}
