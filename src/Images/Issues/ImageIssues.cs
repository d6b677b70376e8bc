using PokedexTop.Data;
using PokedexTop.Images.Rows;

namespace PokedexTop.Images.Issues;

/// <summary>How many cards' pictures a rule is about, with the first of them.</summary>
public sealed record ImageRuleSummary(string Rule, long Count, string Example, string ExampleDetail);

/// <summary>Reads the issues of pictures.</summary>
public sealed class ImageIssues(SqlDatabase database)
{
    /// <summary>Rules that hold for some card.</summary>
    public async Task<List<ImageRuleSummary>> RulesAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            """
            SELECT g.rule_name, g.issues, i.card_id, i.detail
            FROM (SELECT "rule" AS rule_name, COUNT(*) AS issues, MIN(card_id) AS first_id FROM silver_image_issues GROUP BY "rule") g
            JOIN silver_image_issues i ON i.card_id = g.first_id AND i."rule" = g.rule_name
            ORDER BY g.issues DESC, g.rule_name
            """);
        return await select.ReadAsync(r => new ImageRuleSummary(r.GetString(0), r.Count(1), r.GetString(2), r.GetString(3)), cancellationToken);
    }

    /// <summary>Every issue of one rule, by card.</summary>
    public async Task<List<ImageIssue>> OfRuleAsync(string rule, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command($"{ImageTables.Issues.Select} WHERE \"rule\" = @name ORDER BY card_id", ("@name", rule));
        return await select.ReadAsync(ImageTables.Issues.Read, cancellationToken);
    }
}
