using System.Data.Common;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Sources;
using PokedexTop.Language;

namespace PokedexTop.Ingest.Syncs;

/// <summary>The sets that can be asked for.</summary>
/// <param name="SetIds">Their ids, in the source's order.</param>
/// <param name="Problem">What keeps a run that asks for them from being completed whatever they bring; or, without sets, how it ends.</param>
internal sealed record SetListing(IReadOnlyList<string> SetIds, SyncEnd Problem);

/// <summary>The lists of sets that a source gave before: what is known of it when its list cannot be read, and what a new list is compared with.</summary>
public sealed class SetLists(SqlDatabase database)
{
    /// <summary>Of a list's sets, the part that may be gone at once: more is no news about the sets, but about the list.</summary>
    private const double MostLost = 0.1;

    /// <summary>The condition that a run of everything had a whole list: its reason would say otherwise before any other, unless it never came to its end.</summary>
    internal const string IsWhole =
        $"status IN ('{SyncStatus.Completed}', '{SyncStatus.Partial}') AND (reason IS NULL OR reason NOT IN ('{SyncReason.SetListUnreadable}', '{SyncReason.LostSets}', '{SyncReason.UnidentifiedSets}'))";

    private const string Last =
        $"""
        SELECT sync_id FROM bronze_sync_runs WHERE feed = @feed AND source = @source AND scope = @everything AND {IsWhole} AND (force = @yes OR force = @forced)
        AND EXISTS (SELECT 1 FROM bronze_set_fetches f WHERE f.sync_id = bronze_sync_runs.sync_id) ORDER BY requested_at DESC
        """;

    /// <summary>What a list of sets comes to: where it cannot be read, the sets that are known.</summary>
    internal async Task<SetListing> ReadAsync(SyncScope scope, bool force, ICardSource source, SourceAnswer setList, CancellationToken cancellationToken)
    {
        var listed = FetchPlan.SetIds(setList);
        if (setList.Received)
        {
            return scope.IsEverything && !force && await LossAsync(source.Feed, source.Name, listed, cancellationToken) is { } loss
                ? new SetListing(listed, new SyncEnd(SyncStatus.Partial, SyncReason.LostSets, loss))
                : new SetListing(listed, SyncEnd.Completed);
        }
        var error = SyncErrors.SetList(setList, source);
        // Which sets are new or changed only a list can say.
        List<string> known = setList.SetsCanBeAsked && !scope.NewSets ? [.. listed.Union(await KnownAsync(source.Feed, source.Name, cancellationToken), StringComparer.Ordinal)] : [];
        return new SetListing(known, known.Count == 0
            ? SyncEnd.Failed(SyncReason.SetListUnreadable, error)
            : new SyncEnd(SyncStatus.Partial, SyncReason.SetListUnreadable, $"{error} The {English.Count(known.Count, "set")} that {English.Is(known.Count)} known {English.Is(known.Count)} asked for all the same."));
    }

    /// <summary>The sets of the source's last whole list, in its order; else those of its feed that bronze knows.</summary>
    private async Task<List<string>> KnownAsync(string feed, string source, CancellationToken cancellationToken)
    {
        if (await LastAsync(feed, source, cancellationToken) is { Count: > 0 } last)
            return last;
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command("SELECT set_id FROM bronze_tcg_sets WHERE feed = @feed AND version = 1 ORDER BY id", ("@feed", feed));
        return await select.ReadAsync(r => r.GetString(0), cancellationToken);
    }

    /// <summary>What to say of a list that lost more than a tenth of the last whole one's sets; null where it did not.</summary>
    private async Task<string?> LossAsync(string feed, string source, IReadOnlyCollection<string> listed, CancellationToken cancellationToken)
    {
        var last = await LastAsync(feed, source, cancellationToken);
        var lost = last.Except(listed, StringComparer.Ordinal).ToList();
        return lost.Count > last.Count * MostLost
            ? $"The list of sets lacks {lost.Count} of the {English.Count(last.Count, "set")} it had, such as {string.Join(", ", lost.Take(5))}. Nothing of them is retired. If they are really gone, 'pokedextop sync --force' accepts the shorter list; their cards stay"
            : null;
    }

    /// <summary>The sets that were fetched since a person last accepted the source's list as it was, with <c>--force</c>; null where nobody ever did.</summary>
    public async Task<HashSet<string>?> SinceAcceptedAsync(string feed, string source, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        if (await LastRunAsync(connection, feed, source, forced: true, cancellationToken) is not { } syncId)
            return null;
        await using var sets = connection.Command(
            "SELECT DISTINCT set_id FROM bronze_set_fetches WHERE feed = @feed AND set_id IS NOT NULL AND id >= (SELECT MIN(a.id) FROM bronze_set_fetches a WHERE a.sync_id = @sync)", ("@feed", feed), ("@sync", syncId));
        return [.. await sets.ReadAsync(r => r.GetString(0), cancellationToken)];
    }

    private async Task<List<string>> LastAsync(string feed, string source, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        if (await LastRunAsync(connection, feed, source, forced: false, cancellationToken) is not { } syncId)
            return [];
        await using var sets = connection.Command("SELECT set_id FROM bronze_set_fetches WHERE sync_id = @sync AND set_id IS NOT NULL ORDER BY position", ("@sync", syncId));
        return await sets.ReadAsync(r => r.GetString(0), cancellationToken);
    }

    private async Task<string?> LastRunAsync(DbConnection connection, string feed, string source, bool forced, CancellationToken cancellationToken)
    {
        await using var run = connection.Command(database.First(Last, 1), ("@feed", feed), ("@source", source), ("@everything", new SyncScope().ToJson()), ("@yes", true), ("@forced", forced));
        return (await run.ReadAsync(r => r.GetString(0), cancellationToken)).FirstOrDefault();
    }
}
