using System.Text;
using PokedexTop.Ingest.Json;
using PokedexTop.Ingest.Sources;
using PokedexTop.Normalize.Feeds;
using PokedexTop.Normalize.Silver;

namespace PokedexTop.Normalize.Verify;

/// <summary>Compares one set's cards at a time: source with bronze, bronze with silver, silver with the source's members.</summary>
internal sealed class SetVerification(CopyRows copy, CatalogueReader silver, SilverComparison comparison, Func<Difference, Task> report)
{
    // First item of an id wins, sets in list order, as in a sync. Ids and hashes only, so that memory stays small.
    private readonly Dictionary<string, string> _seen = new(StringComparer.Ordinal);
    private readonly List<(string SetId, string CardId)> _notInSet = [];

    /// <summary>Distinct cards of the source so far.</summary>
    public int Cards => _seen.Count;

    /// <summary>Items so far that bring an id again and contradict its first item nowhere: no difference, since that one is the card.</summary>
    public int Halves { get; private set; }

    /// <summary>Cards without any difference so far.</summary>
    public int Verified { get; private set; }

    /// <summary>Compares a set's cards and gives what silver holds of each.</summary>
    public async Task<List<(string CardId, string? ContentHash, long? BronzeId)>> CompareAsync(string setId, SourceAnswer answer, CancellationToken cancellationToken)
    {
        var items = await FirstItemsAsync(setId, answer, cancellationToken);
        string[] ids = [.. items.Select(i => i.Id!)];
        var versions = await copy.CardVersionsAsync(ids, cancellationToken);
        var lessPictures = await copy.SameLessPicturesAsync(items.FindAll(i => versions.TryGetValue(i.Id!, out var v) && v.ContentHash != i.ContentHash), ItemKind.Card, cancellationToken);
        var identities = await copy.CardIdentitiesAsync(ids, cancellationToken);
        var damaged = new List<DamagedRow>();
        var cards = (await silver.OfIdsAsync([.. identities.Values.Select(i => i.SilverId).OfType<string>()], damaged, cancellationToken))
            .ToDictionary(c => c.Card.CardId, StringComparer.Ordinal);
        var unreadable = damaged.ToDictionary(d => d.Id, d => d.Reason, StringComparer.Ordinal);

        var lines = new List<(string, string?, long?)>(items.Count);
        foreach (var item in items)
        {
            var id = item.Id!;
            StoredVersion? version = versions.TryGetValue(id, out var v) ? v : null;
            StoredIdentity? identity = identities.TryGetValue(id, out var i) ? i : null;
            var card = identity?.SilverId is { } silverId ? cards.GetValueOrDefault(silverId) : null;
            var reason = identity?.SilverId is { } rowId ? unreadable.GetValueOrDefault(rowId) : null;
            if (await CompareAsync(setId, item, lessPictures.Contains(id), version, identity, card, reason, cancellationToken) is { } difference)
                await report(difference);
            else
                Verified++;
            // A row that several feeds give names the version of whichever was written last.
            lines.Add(card?.Card.GivenBy is null ? (id, card?.Card.ContentHash, card?.Card.BronzeId) : (id, version?.ContentHash, version?.BronzeId));
        }
        await NoteAbsentAsync(setId, ids, cancellationToken);
        return lines;
    }

    /// <summary>Reports silver's current cards that no set of the source holds. Last, because a card may stand in another set's file.</summary>
    public async Task ReportGoneAsync()
    {
        foreach (var (setId, cardId) in _notInSet.Where(c => !_seen.ContainsKey(c.CardId)))
            await report(new Difference(DifferenceKind.GoneFromSource, setId, cardId, "silver has it as current, the source no longer holds it; the next complete sync of the set retires it"));
    }

    private async Task<List<BronzeItem>> FirstItemsAsync(string setId, SourceAnswer answer, CancellationToken cancellationToken)
    {
        var items = new List<BronzeItem>();
        foreach (var item in answer.Calls.SelectMany(c => c.Items))
        {
            if (item.RejectReason is not null || item.Id is null)
                await report(new Difference(DifferenceKind.UnusableItem, setId, null, $"item {item.Position + 1}: {item.RejectReason ?? "it has no id"}"));
            else if (_seen.TryAdd(item.Id, item.ContentHash))
                items.Add(item);
            else if (_seen[item.Id] == item.ContentHash)
                continue;
            else if (await AreHalvesAsync(items.Find(i => i.Id == item.Id), item, cancellationToken))
                Halves++;
            else
                await report(new Difference(DifferenceKind.DuplicateId, setId, item.Id, $"item {item.Position + 1} differs from the first one with this id"));
        }
        return items;
    }

    /// <summary>Whether two items with one id contradict each other nowhere, as a sync decides it. One of another set's file stands in bronze.</summary>
    private async Task<bool> AreHalvesAsync(BronzeItem? first, BronzeItem second, CancellationToken cancellationToken) =>
        first is not null ? ItemComparison.Of(first.Utf8Payload.Span, second.Utf8Payload.Span, ItemKind.Card).AreHalves
        : await copy.PayloadAsync(second.Id!, cancellationToken) is { } stored && ItemComparison.Of(stored.Span, second.Utf8Payload.Span, ItemKind.Card).AreHalves;

    private async Task<Difference?> CompareAsync(string setId, BronzeItem item, bool isSameLessPictures, StoredVersion? version, StoredIdentity? identity, CatalogueCard? card, string? unreadable, CancellationToken cancellationToken)
    {
        if (version is not { } stored)
            return Differs(DifferenceKind.MissingInBronze, "bronze has no version of it");
        if (stored.ContentHash != item.ContentHash && !isSameLessPictures)
            return Differs(DifferenceKind.DiffersFromBronze, stored.DifferenceTo(item.ContentHash));
        if (identity is not { } done || !done.IsCurrent(stored.BronzeId, FeedNormalizers.Of(copy.Feed).Version))
            return Differs(DifferenceKind.NotNormalized, $"version {stored.Version} (bronze id {stored.BronzeId}) waits for Normalize");
        if (done.Outcome == IdentityOutcome.Rejected)
            return Differs(DifferenceKind.InQuarantine, await copy.ReasonAsync("card", item.Id!, cancellationToken) ?? "no open reject says why");
        if (unreadable is not null)
            return Differs(DifferenceKind.DiffersFromSilver, $"its row cannot be read: {unreadable}");
        if (card is null)
            return Differs(DifferenceKind.MissingInSilver, "its identity says normalized");
        // What another id of the feed says is compared with that one.
        if (card.Card.MergedInto is not null || done.IsSilent)
            return null;
        if (card.Card.RetiredAt is { } retired)
            return Differs(DifferenceKind.RetiredInSilver, $"retired at {retired:yyyy-MM-dd HH:mm:ss} UTC");
        return ((card.Card.GivenBy is null ? stored.DifferenceOf(card.Card.ContentHash, card.Card.BronzeId) : null) ?? comparison.Compare(item.Id!, item.EmbeddedSetId ?? setId, item.Utf8Payload, card)) is { } fields ? Differs(DifferenceKind.DiffersFromSilver, fields) : null;

        Difference Differs(string kind, string detail) => new(kind, setId, item.Id, detail);
    }

    private async Task NoteAbsentAsync(string setId, string[] ids, CancellationToken cancellationToken)
    {
        var members = ids.ToHashSet(StringComparer.Ordinal);
        _notInSet.AddRange((await copy.CurrentCardsAsync(setId, cancellationToken)).Where(id => !members.Contains(id)).Select(id => (setId, id)));
    }
}
