using PokedexTop.Data;
using PokedexTop.Normalize.Identities;

namespace PokedexTop.Normalize.Silver;

/// <summary>
/// Decides, under the layer's lock, which of the cards that only their own feed knew are cards that silver has meanwhile: the id says
/// which it would be, and name and supertype must agree. Where they do not it is a doubt, and listed.
/// </summary>
internal sealed class IdentityMatches(SqlDatabase database)
{
    public async Task<List<DecidedCard>> MatchAsync(WriteTransaction write, List<DecidedCard> decided, CancellationToken cancellationToken)
    {
        var asked = decided.Where(IsOpen).Select(d => d.Identity.Candidate!).Distinct(StringComparer.Ordinal).ToList();
        if (asked.Count == 0)
            return decided;
        await using var select = write.Command(
            $"SELECT card_id, name, supertype FROM silver_tcg_cards WHERE merged_into IS NULL AND {database.IsOneOf("card_id", "@ids")}", ("@ids", database.TextList(asked)));
        var known = (await select.ReadAsync(r => (Id: r.GetString(0), Name: r.GetString(1), Supertype: r.GetString(2)), cancellationToken)).ToDictionary(c => c.Id, StringComparer.Ordinal);
        return decided.ConvertAll(d => IsOpen(d) && known.TryGetValue(d.Identity.Candidate!, out var card)
            ? d with
            {
                Identity = SameCard.AreNamedAlike(card.Name, d.Normalized!.Card.Name) && card.Supertype == d.Normalized.Card.Supertype
                    ? new Identity(card.Id, IdentityRules.SetAndNumber, Confidences.Certain)
                    : d.Identity with { Confidence = Confidences.Doubtful },
            }
            : d);
    }

    /// <summary>
    /// Cards that appear may be what cards of other feeds wait for, which are then looked at again: those that would be them, and what is
    /// printed on them in other languages.
    /// </summary>
    public Task WakeAsync(WriteTransaction write, string feed, IReadOnlyCollection<string> appeared, CancellationToken cancellationToken) =>
        appeared.Count == 0 ? Task.CompletedTask : write.ExecuteAsync(
            $"""
            UPDATE silver_card_identities SET normalizer_version = 0 WHERE feed <> @feed AND
            ({database.IsOneOf("candidate_id", "@ids")} OR (feed LIKE '%/%' AND feed NOT LIKE '%/en' AND {database.IsOneOf("card_id", "@ids")}))
            """, [("@feed", feed), ("@ids", database.TextList(appeared))], cancellationToken);

    private static bool IsOpen(DecidedCard decided) =>
        decided is { Normalized: not null, Identity: { Candidate: not null, Confidence: Confidences.Certain } };
}
