using System.Data.Common;
using System.Text.Json;
using PokedexTop.Hosting.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Sources.Http;

namespace PokedexTop.Ingest.Syncs;

/// <summary>What a run's error says where its source or its rows could not be read, and what follows from that.</summary>
public static class SyncErrors
{
    private const string SetListUnreadable = "The list of sets could not be read:";

    /// <summary>That the source's list of sets could not be read, why, and what to do instead.</summary>
    public static string SetList(SourceAnswer list, ICardSource source) => $"{SetListUnreadable} {list.Error?.TrimEnd('.')}. {source.Advice}";

    /// <summary>Whether a run failed because the source could not be read, and not for what it was asked.</summary>
    public static bool IsSetList(SyncRun run) => run.Error?.StartsWith(SetListUnreadable, StringComparison.Ordinal) ?? false;

    /// <summary>What to say of an error that comes from what stands in the run's rows, or would; null for one of the network, the broker or a database in trouble.</summary>
    internal static string? OfRows(Exception error, SqlDatabase database) => error switch
    {
        DbException => database.IsAboutRows(error) ? $"The database refuses what this sync writes or asks for: {error.Message}" : null,
        FormatException or JsonException or InvalidCastException or OverflowException or ArgumentException => $"A row of this sync cannot be read: {error.Message}",
        _ => null,
    };

    /// <summary>A run's error for the log of the process that read the source: unreachable, it said so with its advice when its first call failed, and once is enough.</summary>
    public static string WithoutAdviceGiven(string error, ICardSource source) =>
        source.Advice.Length > 0 && error.Contains(FailureText.Unreachable, StringComparison.Ordinal) ? error.Replace(source.Advice, "", StringComparison.Ordinal).TrimEnd() : error;
}
