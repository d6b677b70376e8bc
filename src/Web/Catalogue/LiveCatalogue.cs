using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PokedexTop.Data;
using PokedexTop.Hosting;
using PokedexTop.Images.Status;
using PokedexTop.Search.Indexing;
using PokedexTop.Web.Health;

namespace PokedexTop.Web.Catalogue;

/// <summary>
/// The catalogue as this process answers with it: the search index and the addresses of stored pictures. It follows the tables, whichever
/// process writes them, and answers without the database.
/// </summary>
/// <param name="open">Opens the index, in its folder or else in memory.</param>
/// <param name="pictures">Where stored pictures are.</param>
/// <param name="database">What it follows.</param>
/// <param name="start">When the tables are there.</param>
/// <param name="time">Between two looks.</param>
/// <param name="log">What goes wrong.</param>
internal sealed class LiveCatalogue(Func<bool, CatalogueIndex> open, StoredPictures pictures, SqlDatabase database, StageStart start, TimeProvider time, ILogger<LiveCatalogue> log) : BackgroundService, IReadinessReason
{
    /// <summary>Between two looks at the tables' newest rows, which are six reads of an index's end.</summary>
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);

    /// <summary>Between two looks at the pictures: their rows are many, and their addresses change once.</summary>
    private static readonly TimeSpan s_pictures = TimeSpan.FromSeconds(30);

    private volatile CatalogueIndex? _index;
    private volatile PictureAddresses _pictures = new(new Dictionary<string, PicturePair>(), new Dictionary<string, PicturePair>());

    /// <summary>The index; null until it is built.</summary>
    public CatalogueIndex? Index => _index;

    public PictureAddresses Pictures => _pictures;

    public string? Waiting => _index is null ? "the search index is being built" : null;

    public override void Dispose()
    {
        base.Dispose();
        _index?.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Opened while the tables are looked after: it needs none of them.
        var opening = Task.Run(() => open(true), CancellationToken.None);
        CatalogueIndex? index = null, unusable = null;
        try
        {
            await start.ReadyAsync(stoppingToken);
            var (told, looked) = (false, (long?)null);
            while (true)
            {
                try
                {
                    var began = time.GetTimestamp();
                    index ??= await (Interlocked.Exchange(ref opening, null) ?? Task.Run(() => open(unusable is null), CancellationToken.None));
                    var changed = await index.RefreshAsync(stoppingToken);
                    if (changed || looked is not { } at || time.GetElapsedTime(at) > s_pictures)
                        (_pictures, looked) = (await pictures.ReadAsync(stoppingToken), time.GetTimestamp());
                    if (_index != index)
                        log.LogInformation("The search index holds {Cards} cards; it was ready after {Seconds:0.0} s", index.Cards.Count, time.GetElapsedTime(began).TotalSeconds);
                    (_index, told) = (index, false);
                }
                catch (IOException error) when (unusable is null)
                {
                    // A folder that takes nothing more is no reason not to answer. What was answered from stays until the new one is there.
                    log.LogWarning("The search index cannot be kept in its folder, and is made in memory: {Reason}", error.Message);
                    (index, unusable) = (null, index);
                }
                // The index stays as it was while the database is away, and where a card cannot be taken in.
                catch (Exception error) when (!stoppingToken.IsCancellationRequested && (error is DbException or InvalidOperationException or ArgumentException or TimeoutException or IOException))
                {
                    if (!told)
                        log.LogWarning("The search index cannot be brought up to date: {Reason}", error is IOException ? error.Message : database.Explain(error));
                    told = true;
                }
                await Task.Delay(s_look, time, stoppingToken);
            }
        }
        finally
        {
            if (opening is not null)
                (await opening.ContinueWith(opened => opened.IsCompletedSuccessfully ? opened.Result : null, TaskScheduler.Default))?.Dispose();
            if (unusable != _index)
                unusable?.Dispose();
            if (_index is null)
                index?.Dispose();
        }
    }
}
