using PokedexTop.Images.Issues;
using PokedexTop.Images.Rows;
using PokedexTop.Ingest.Json;
using PokedexTop.Normalize.Feeds.Reading;
using PokedexTop.Normalize.Quality;
using PokedexTop.Normalize.Silver;

namespace PokedexTop.Documents;

/// <summary>Rules that applied, and fields outside the known schema.</summary>
public sealed record QualityDocument(IReadOnlyList<RuleSummary> Rules, IReadOnlyList<SilverDrift> Drift);

/// <summary>Every issue of one rule.</summary>
public sealed record RuleDocument(string Rule, string? Description, IReadOnlyList<IssueDocument> Issues);

/// <summary>An issue.</summary>
/// <param name="Id">Of its row; null for one of an answer or a picture, which have none.</param>
/// <param name="CardId">The card; null where a set is meant.</param>
/// <param name="SetId">The set; null where a card is meant.</param>
/// <param name="BronzeId">The version it was found in; null for one of an answer or a picture.</param>
/// <param name="OriginalValue">As JSON, where a value was mended.</param>
public sealed record IssueDocument(long? Id, string? CardId, string? SetId, long? BronzeId, string Rule, string Severity, string Detail, string? OriginalValue, DateTime FoundAt);

/// <summary>What rules say of the whole catalogue, whichever stage found it: of values Normalize, of answers Ingest, of pictures Images.</summary>
public sealed class CatalogueQuality(QualityReport values, ImageIssues pictures)
{
    /// <summary>Every rule there is, with what it sees.</summary>
    public static IReadOnlyDictionary<string, string> Descriptions { get; } =
        QualityRules.Descriptions.Concat(SourceRules.Descriptions).Concat(ImageRules.Descriptions).ToDictionary(StringComparer.Ordinal);

    /// <summary>The rules' names, for a message.</summary>
    public static string Names { get; } = string.Join(", ", Descriptions.Keys.Order(StringComparer.Ordinal));

    public async Task<QualityDocument> ReadAsync(CancellationToken cancellationToken)
    {
        var rules = (await values.RulesAsync(cancellationToken)).Concat((await pictures.RulesAsync(cancellationToken))
            .Select(r => new RuleSummary(r.Rule, ImageRules.Severity, r.Count, ImageRules.Descriptions.GetValueOrDefault(r.Rule, ""), r.Example, r.ExampleDetail)));
        return new QualityDocument([.. rules.OrderByDescending(r => r.Count).ThenBy(r => r.Rule, StringComparer.Ordinal)], await values.DriftAsync(cancellationToken));
    }

    /// <returns>Null for a name that is no rule. A rule of another program version may have left rows.</returns>
    public async Task<RuleDocument?> OfRuleAsync(string rule, CancellationToken cancellationToken)
    {
        List<IssueDocument> issues =
        [
            .. (await values.IssuesAsync(rule, cancellationToken)).Select(i => new IssueDocument(i.Id == 0 ? null : i.Id, i.CardId, i.SetId, i.Id == 0 ? null : i.BronzeId, i.Rule, i.Severity, i.Detail, i.OriginalValue, i.FoundAt)),
            .. (await pictures.OfRuleAsync(rule, cancellationToken)).Select(i => new IssueDocument(null, i.CardId, null, null, i.Rule, ImageRules.Severity, i.Detail, null, i.FoundAt)),
        ];
        return issues.Count == 0 && !Descriptions.ContainsKey(rule) ? null : new RuleDocument(rule, Descriptions.GetValueOrDefault(rule), issues);
    }
}
