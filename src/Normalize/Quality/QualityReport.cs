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
    // RULE is a word of SQL Server's own; double quotes mean a name on all three.
    private const string Issue = "id, card_id, set_id, bronze_id, \"rule\", severity, detail, original_value, found_at";

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
        await using var select = connection.Command($"SELECT {Issue} FROM silver_quality_issues WHERE \"rule\" = @name ORDER BY card_id, set_id, id", ("@name", rule));
        return await select.ReadAsync(row => new QualityIssue
        {
            Id = row.GetInt64(0),
            CardId = row.TextOrNull(1),
            SetId = row.TextOrNull(2),
            BronzeId = row.GetInt64(3),
            Rule = row.GetString(4),
            Severity = row.GetString(5),
            Detail = row.GetString(6),
            OriginalValue = row.TextOrNull(7),
            FoundAt = row.Utc(8),
        }, cancellationToken);
    }

    /// <summary>Fields and values outside the known schema, most frequent first.</summary>
    public async Task<List<SilverDrift>> DriftAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command("SELECT path, kind, example_id, first_at, occurrences FROM silver_schema_drift ORDER BY occurrences DESC, path, kind");
        return await select.ReadAsync(row => new SilverDrift
        {
            Path = row.GetString(0),
            Kind = row.GetString(1),
            ExampleId = row.GetString(2),
            FirstAt = row.Utc(3),
            Occurrences = row.GetInt32(4),
        }, cancellationToken);
    }
}
