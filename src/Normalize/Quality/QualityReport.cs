using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Json;
using PokedexTop.Normalize.Feeds.Reading;
using PokedexTop.Normalize.Silver;

namespace PokedexTop.Normalize.Quality;

/// <summary>How often a rule applied, with the first case of it.</summary>
/// <param name="Description">What the rule sees and does; empty for a rule of an older program.</param>
/// <param name="Example">A card or set id.</param>
public sealed record RuleSummary(string Rule, string Severity, long Count, string Description, string Example, string ExampleDetail);

/// <summary>Reads data-quality issues and schema drift.</summary>
public sealed class QualityReport(SqlDatabase database, CurrentCalls calls)
{
    /// <summary>Rules that applied, most frequent first: Normalize's, and those by which Ingest read an odd answer.</summary>
    public async Task<List<RuleSummary>> RulesAsync(CancellationToken cancellationToken)
    {
        var received = (await calls.FindingsAsync(cancellationToken)).GroupBy(f => f.Finding.Rule).Select(rule => new RuleSummary(
            rule.Key, SourceRules.SeverityOf(rule.Key), rule.Count(), SourceRules.Descriptions.GetValueOrDefault(rule.Key, ""), rule.First().Finding.Id ?? rule.First().Endpoint, rule.First().Finding.Detail));
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            """
            SELECT g.rule_name, g.severity, g.issues, q.card_id, q.set_id, q.detail
            FROM (SELECT "rule" AS rule_name, severity, COUNT(*) AS issues, MIN(id) AS first_id FROM silver_quality_issues GROUP BY "rule", severity) g
            JOIN silver_quality_issues q ON q.id = g.first_id
            ORDER BY g.issues DESC, g.rule_name
            """);
        var normalized = await select.ReadAsync(row => new RuleSummary(
            row.GetString(0), row.GetString(1), row.Count(2), QualityRules.Descriptions.GetValueOrDefault(row.GetString(0), ""),
            row.TextOrNull(3) ?? row.TextOrNull(4) ?? "", row.GetString(5)), cancellationToken);
        return [.. normalized.Concat(received).OrderByDescending(r => r.Count).ThenBy(r => r.Rule, StringComparer.Ordinal)];
    }

    /// <summary>Every issue of one rule, by card.</summary>
    public async Task<List<QualityIssue>> IssuesAsync(string rule, CancellationToken cancellationToken)
    {
        if (SourceRules.Descriptions.ContainsKey(rule))
        {
            return [.. (await calls.FindingsAsync(cancellationToken)).Where(f => f.Finding.Rule == rule).Select(f => new QualityIssue
            {
                // What is not about a card is about the document, which its address names.
                CardId = f.Finding.Id ?? f.Endpoint,
                Rule = rule,
                Severity = SourceRules.SeverityOf(rule),
                Detail = f.Finding.Detail,
                OriginalValue = f.Finding.Value,
                FoundAt = f.At,
            })];
        }
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command($"{SilverTables.QualityIssues.Select} WHERE \"rule\" = @name ORDER BY card_id, set_id, id", ("@name", rule));
        return await select.ReadAsync(SilverTables.QualityIssues.Read, cancellationToken);
    }

    /// <summary>Fields and values outside the known schema, most frequent first.</summary>
    public async Task<List<SilverDrift>> DriftAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command($"{SilverTables.SchemaDrift.Select} ORDER BY occurrences DESC, path, kind");
        return await select.ReadAsync(SilverTables.SchemaDrift.Read, cancellationToken);
    }
}
