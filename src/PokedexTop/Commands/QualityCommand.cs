using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.CommandLine;
using PokedexTop.Hosting.Configuration;
using PokedexTop.Normalize.Cards;
using PokedexTop.Normalize.Quality;

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
        command.Options.Add(VerbOptions.Json);
        return command.Runs(RunAsync);
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = await ProgramServices.ForReadingAsync(arguments, null, cancellationToken);
        var quality = services.GetRequiredService<QualityReport>();
        var json = arguments.GetValue(VerbOptions.Json);
        if (arguments.GetValue(s_rule) is { } rule)
            await RuleAsync(quality, rule, json, cancellationToken);
        else
            await SummaryAsync(quality, json, cancellationToken);
        return ExitCode.Done;
    }

    private static async Task SummaryAsync(QualityReport quality, bool json, CancellationToken cancellationToken)
    {
        var rules = await quality.RulesAsync(cancellationToken);
        var drift = await quality.DriftAsync(cancellationToken);
        if (json)
        {
            JsonOutput.Write(new { Rules = rules, Drift = drift });
            return;
        }
        if (rules.Count + drift.Count == 0)
            CommandOutput.Line("No issues: every value is as it is expected, and every field is known.");
        if (rules.Count > 0)
        {
            var table = Tables.Create("Rule", "Severity", "#Issues", "Example", "What was done");
            foreach (var r in rules)
                table.Add(r.Rule, r.Severity, $"{r.Count:N0}", r.Example, Tables.Shortened(r.ExampleDetail, 120));
            CommandOutput.Out.Write(table);
        }
        if (drift.Count > 0)
        {
            var table = Tables.Create("Field", "Drift", "#Cards", "Example", "Since");
            foreach (var d in drift)
                table.Add(d.Path, d.Kind, $"{d.Occurrences:N0}", d.ExampleId, Tables.Time(d.FirstAt));
            CommandOutput.Out.Write(table);
        }
    }

    private static async Task RuleAsync(QualityReport quality, string rule, bool json, CancellationToken cancellationToken)
    {
        var issues = await quality.IssuesAsync(rule, cancellationToken);
        // A rule of another program version may have left rows; a name without rows that nobody knows is a slip.
        if (issues.Count == 0 && !QualityRules.Descriptions.ContainsKey(rule))
            throw ConfigurationException.For("--rule", rule, string.Join(", ", QualityRules.Descriptions.Keys.Order(StringComparer.Ordinal)));
        if (json)
        {
            JsonOutput.Write(new { Rule = rule, Description = QualityRules.Descriptions.GetValueOrDefault(rule), Issues = issues });
            return;
        }
        CommandOutput.Line($"{rule}: {QualityRules.Descriptions.GetValueOrDefault(rule)}");
        if (issues.Count > 0)
        {
            var table = Tables.Create("Item", "Severity", "What was done", "Value seen");
            foreach (var issue in issues.Take(Shown))
                table.Add(issue.CardId ?? issue.SetId, issue.Severity, Tables.Shortened(issue.Detail, 160), Tables.Shortened(issue.OriginalValue ?? "", 40));
            CommandOutput.Out.Write(table);
        }
        CommandOutput.Line(issues.Count > Shown ? $"{Shown} of {issues.Count:N0} issues; --json lists them all." : $"{issues.Count:N0} issues.");
    }
}
