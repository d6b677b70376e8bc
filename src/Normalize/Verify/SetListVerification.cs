using PokedexTop.Ingest.Json;
using PokedexTop.Ingest.Sources;
using PokedexTop.Language;
using PokedexTop.Normalize.Feeds;
using PokedexTop.Normalize.Identities;
using PokedexTop.Normalize.Silver;

namespace PokedexTop.Normalize.Verify;

/// <summary>Compares the source's set list with the sets of both layers.</summary>
internal sealed class SetListVerification(
    CopyRows copy, SilverComparison comparison, IReadOnlyDictionary<string, SilverSet> silver, IReadOnlyDictionary<string, string> unreadable, Func<Difference, Task> report)
{
    /// <param name="answer">The source's list.</param>
    /// <param name="listed">Sets fetched since a person last accepted a list with <c>--force</c>; null where nobody did.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Sets with current cards that the list does not have, as a person accepted.</returns>
    public async Task<List<UnlistedSet>> CompareAsync(SourceAnswer answer, IReadOnlySet<string>? listed, CancellationToken cancellationToken)
    {
        var versions = await copy.SetVersionsAsync(cancellationToken);
        var identities = await copy.SetIdentitiesAsync(cancellationToken);
        var lessPictures = await copy.SameLessPicturesAsync(
            [.. answer.Calls.SelectMany(c => c.Items).Where(i => i.Id is { } id && versions.TryGetValue(id, out var v) && v.ContentHash != i.ContentHash)], ItemKind.Set, cancellationToken);
        var seen = new Dictionary<string, BronzeItem>(StringComparer.Ordinal);
        foreach (var item in answer.Calls.SelectMany(c => c.Items))
        {
            if (item.RejectReason is not null || item.Id is null)
                await report(new Difference(DifferenceKind.UnusableItem, "sets", null, $"item {item.Position + 1} of the set list: {item.RejectReason ?? "it has no id"}"));
            else if (!seen.TryAdd(item.Id, item))
            {
                if (seen[item.Id].ContentHash != item.ContentHash && !ItemComparison.Of(seen[item.Id].Utf8Payload.Span, item.Utf8Payload.Span, ItemKind.Set).AreHalves)
                    await report(new Difference(DifferenceKind.DuplicateId, item.Id, null, $"item {item.Position + 1} of the set list differs from the first one with this id"));
            }
            else if (await CompareAsync(item, lessPictures.Contains(item.Id), versions, identities, cancellationToken) is { } difference)
                await report(difference);
        }
        // A set missing from a list is never retired: lists have been cut short before, so a person decides.
        var unlisted = new List<UnlistedSet>();
        foreach (var (setId, identity) in identities.Where(i => !seen.ContainsKey(i.Key) && !answer.UnlistedSets.Contains(i.Key)))
        {
            if (identity.SilverId is null || (await copy.CurrentCardsAsync(setId, cancellationToken)).Count is not (> 0 and var cards))
                continue;
            if (listed?.Contains(setId) == false)
                unlisted.Add(new UnlistedSet(setId, cards));
            else
                await report(new Difference(DifferenceKind.SetGoneFromSource, setId, null, $"silver holds {English.Count(cards, "current card")} of it; if it is really gone, 'pokedextop sync --force' accepts the list without it, and the cards stay"));
        }
        return unlisted;
    }

    private async Task<Difference?> CompareAsync(
        BronzeItem item, bool isSameLessPictures, Dictionary<string, StoredVersion> versions, Dictionary<string, StoredIdentity> identities, CancellationToken cancellationToken)
    {
        var id = item.Id!;
        if (!versions.TryGetValue(id, out var stored))
            return new(DifferenceKind.SetMissing, id, null, "bronze has no version of it");
        if (stored.ContentHash != item.ContentHash && !isSameLessPictures)
            return new(DifferenceKind.SetDiffersFromBronze, id, null, stored.DifferenceTo(item.ContentHash));
        if (!identities.TryGetValue(id, out var identity) || !identity.IsCurrent(stored.BronzeId, FeedNormalizers.Of(copy.Feed).Version))
            return new(DifferenceKind.SetNotNormalized, id, null, $"version {stored.Version} (bronze id {stored.BronzeId}) waits for Normalize");
        if (identity.Outcome == IdentityOutcome.Rejected)
            return new(DifferenceKind.SetInQuarantine, id, null, await copy.ReasonAsync("set", id, cancellationToken) ?? "no open reject says why");
        if (identity.SilverId is { } row && unreadable.TryGetValue(row, out var reason))
            return new(DifferenceKind.SetDiffersFromSilver, id, null, $"its row cannot be read: {reason}");
        if (identity.SilverId is not { } silverId || !silver.TryGetValue(silverId, out var set))
            return new(DifferenceKind.SetDiffersFromSilver, id, null, "its identity says normalized, but silver does not have it");
        return ((set.GivenBy is null && !IdentityResolver.IsPart(copy.Feed, id) ? stored.DifferenceOf(set.ContentHash, set.BronzeId) : null) ?? comparison.Compare(id, item.Utf8Payload, set)) is { } fields ? new(DifferenceKind.SetDiffersFromSilver, id, null, fields) : null;
    }
}
