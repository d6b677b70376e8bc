using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using PokedexTop.Ingest.Json;
using PokedexTop.Ingest.Sources.Http;

namespace PokedexTop.Ingest.Sources.Tcgdex;

/// <summary>A feed of TCGdex's from its API: every card is a call of its own, so a set comes in parts and only where something changed.</summary>
internal sealed class TcgdexSource : ICardSource, IDisposable
{
    internal const string AdviceText = "To work without it, use --source tcgdex-folder:PATH (a copy of its data), --source folder:PATH (a copy of pokemon-tcg-data) "
        + "or --source starter (a small catalogue that comes with the program).";

    /// <summary>Cards after which what came is stored, so that a sync that is interrupted goes on from there.</summary>
    private const int PartSize = 100;

    /// <summary>Cards of one part that may fail before the others are not asked for: by then it is not the cards.</summary>
    private const int MostFailures = 10;

    private readonly TcgdexClient _client;
    private readonly TcgdexSets _sets;
    private readonly TcgdexOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Cards that failed in the part before, by fetch: the others of the set come first, then it is another attempt's turn.</summary>
    private readonly ConcurrentDictionary<(Guid SyncId, string SetId), Dictionary<string, Failure>> _failed = new();

    public TcgdexSource(TcgdexOptions options, string language, ICallLog log, TimeProvider time, ILogger<TcgdexSource> logger)
    {
        _client = new TcgdexClient(options, language, log, time, logger);
        _sets = new TcgdexSets(_client, options);
        _options = options;
        _time = time;
        Name = SourceSelection.InLanguage(SourceSelection.Tcgdex, language);
        Feed = TcgdexFeed.Of(language);
        Location = $"{options.BaseUrl.AbsoluteUri.TrimEnd('/')}/{language}";
    }

    public string Name { get; }

    public string Feed { get; }

    public string Location { get; }

    /// <summary>Two: while the last cards of one set come, the next set's begin. How many calls are under way at once is another number.</summary>
    public int Parallelism => 2;

    /// <summary>Two: each call already has its own attempts.</summary>
    public int Attempts => 2;

    public string Advice => AdviceText;

    public Task<SourceAnswer> FetchSetsAsync(Guid syncId, CancellationToken cancellationToken) => _sets.ListAsync(syncId, cancellationToken);

    public Task<SourceAnswer> FetchSetAsync(Guid syncId, string setId, CancellationToken cancellationToken) => FetchSetAsync(syncId, setId, known: null, received: null, cancellationToken);

    public async Task<SourceAnswer> FetchSetAsync(Guid syncId, string setId, KnownSet? known, IReadOnlySet<string>? received, CancellationToken cancellationToken)
    {
        var (set, calls, error) = await _sets.OfAsync(syncId, setId, cancellationToken);
        if (set?.Cards is not { } cards)
            return new SourceAnswer(calls, Complete: false, Expected: null, error ?? $"the document of the set '{setId}' has no list of cards that can be read");
        var hash = HashOf(set);
        if (hash == known?.ContentHash && received is null or { Count: 0 })
            return new SourceAnswer(calls, Complete: true, cards.Count, Error: null) { ContentHash = hash, Unchanged = known };

        var failed = _failed.GetOrAdd((syncId, setId), static _ => new(StringComparer.Ordinal));
        var left = cards.Where(card => received?.Contains(card.Id) != true && !failed.ContainsKey(card.Id)).Select(card => card.Id).ToList();
        var part = received is null ? left : left[..Math.Min(PartSize, left.Count)];
        var answers = await CardsAsync(syncId, part, cancellationToken);
        var came = received is null ? new HashSet<string>(StringComparer.Ordinal) : [.. received];
        var stopped = false;
        for (var i = 0; i < part.Count; i++)
        {
            if (answers[i] is not { } answer)
                stopped = true;
            else if (answer.Value?.Id is not null)
                came.Add(part[i]);
            else
                failed[part[i]] = answer.Value is { } other ? new Failure(other.RejectReason!, IsOther: true) : new Failure(answer.Error!, IsOther: false);
        }
        var result = new SourceAnswer([.. calls, .. answers.SelectMany(answer => answer?.Calls ?? []).Select(call => call with { SetId = setId })], Complete: false, cards.Count, Error: null)
        {
            PartOf = received is null ? null : [.. cards.Select(card => card.Id)],
        };
        if (!stopped && part.Count < left.Count)
            return result with { HasMore = true };

        _failed.TryRemove((syncId, setId), out _);
        var lacking = cards.Where(card => !came.Contains(card.Id)).Select(card => card.Id).ToList();
        if (lacking.Count == 0)
            return result with { Complete = true, ContentHash = hash };
        var first = lacking.Find(failed.ContainsKey) ?? lacking[0];
        return result with
        {
            Error = $"the source lists {cards.Count} cards, and {lacking.Count} of them did not come; the first is {first}: {(failed.TryGetValue(first, out var why) ? why.Error : "it was not asked for")}",
            // What is answered with another card will be so again; the rest may come.
            Received = !stopped && lacking.TrueForAll(id => failed.GetValueOrDefault(id)?.IsOther == true),
        };
    }

    public async Task<SourceAnswer> FetchQueryAsync(Guid syncId, CardQuery query, CancellationToken cancellationToken)
    {
        var (sets, calls, error) = await _sets.AllAsync(syncId, cancellationToken);
        var made = new List<SourceCall>(calls);
        var ids = new List<string>(query.CardIds);
        if (query.Name is { } name)
            ids.AddRange(sets.SelectMany(set => set.Cards ?? []).Where(card => name.Equals(card.Name, StringComparison.OrdinalIgnoreCase)).Select(card => card.Id));
        foreach (var number in query.Species.SelectMany(range => Enumerable.Range(range.First, range.Last - range.First + 1)))
        {
            var species = await _client.CardsOfSpeciesAsync(syncId, number, cancellationToken);
            made.AddRange(species.Calls);
            ids.AddRange(species.Value ?? []);
            error ??= species.Error;
        }
        if (!_options.Pocket)
            ids = [.. ids.Except(sets.Where(set => set.IsPocket).SelectMany(set => set.Cards ?? []).Select(card => card.Id), StringComparer.Ordinal)];
        ids = [.. ids.Distinct(StringComparer.Ordinal)];
        var answers = await CardsAsync(syncId, ids, cancellationToken);
        // An id that nobody has, or that is answered with another card, is no failure: the query is answered without it.
        made.AddRange(answers.SelectMany(answer => answer?.Calls ?? []).Select(call => call with { Items = [.. call.Items.Where(item => item.Id is not null)] }));
        error ??= answers.FirstOrDefault(answer => answer is null or { Value: null, Failure: not CallFailure.NotFound })?.Error;
        var count = made.Sum(call => call.Items.Count);
        return error is null
            ? SourceAnswer.Whole(made, count, count, 0, ItemKind.Card)
            : new SourceAnswer(made, Complete: false, count, error);
    }

    public void Dispose() => _client.Dispose();

    /// <returns>An answer for each id; null for those that were not asked for, because too many failed before.</returns>
    private async Task<ClientAnswer<BronzeItem>?[]> CardsAsync(Guid syncId, List<string> ids, CancellationToken cancellationToken)
    {
        var answers = new ClientAnswer<BronzeItem>?[ids.Count];
        var failures = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, ids.Count), new ParallelOptions { MaxDegreeOfParallelism = _options.Parallelism, CancellationToken = cancellationToken }, async (i, token) =>
        {
            if (Volatile.Read(ref failures) >= MostFailures)
                return;
            var answer = answers[i] = await _client.CardAsync(syncId, ids[i], token);
            if (answer.Failure != CallFailure.None)
                Interlocked.Add(ref failures, answer.IsAnswered ? 1 : MostFailures);
        });
        return answers;
    }

    /// <summary>
    /// Of what the set's document says, and of the period it falls in: each set's begins on another day, so that what no list tells, such as
    /// a corrected card or a price, is asked for again by and by.
    /// </summary>
    private string HashOf(TcgdexSet set)
    {
        var period = 0;
        if (_options.RecheckDays > 0)
        {
            var offset = int.Parse(CanonicalJson.Sha256(Encoding.UTF8.GetBytes(set.Id)).AsSpan(0, 6), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            period = (DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime).DayNumber + offset % _options.RecheckDays) / _options.RecheckDays;
        }
        return CanonicalJson.Sha256(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{set.Hash}\n{period}")));
    }

    /// <param name="Error">Why it did not come.</param>
    /// <param name="IsOther">Whether another card came.</param>
    private sealed record Failure(string Error, bool IsOther);
}
