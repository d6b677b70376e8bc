using System.Data.Common;
using System.Text.Json;
using PokedexTop.Data;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Sources.Http;

namespace PokedexTop.Ingest.Syncs;

/// <summary>What a run's error says where its source or its rows could not be read.</summary>
public static class SyncErrors
{
    /// <summary>That the source's list of sets could not be read, why, and what to do instead.</summary>
    public static string SetList(SourceAnswer list, ICardSource source) => $"The list of sets could not be read: {list.Error?.TrimEnd('.')}. {source.Advice}";

    /// <summary>That these workers read another source than a run asks for, which process says so, and what to do.</summary>
    internal static string OtherSource(string own, string wanted, SqlDatabase database) =>
        $"This deployment's workers read '{own}', not '{wanted}'. One of them is process {Environment.ProcessId} on {Environment.MachineName}, with the database {database.Location}. Ask without --source, or stop it and start it with --source {wanted}.";

    /// <summary>What to say of an error that comes from what stands in the run's rows, or would, or from a database that is not set up for it; null for one of the network, the broker or a database in trouble.</summary>
    internal static string? OfRows(Exception error, SqlDatabase database) => error switch
    {
        DbException => database.IsAboutRows(error) || database.IsForGood(error) ? $"The database refuses what this sync writes or asks for: {error.Message}" : null,
        FormatException or JsonException or InvalidCastException or OverflowException or ArgumentException => $"A row of this sync cannot be read: {error.Message}",
        _ => null,
    };

    /// <summary>A run's error for the log of the process that read the source: unreachable, it said so with its advice when its first call failed, and once is enough.</summary>
    public static string WithoutAdviceGiven(string error, ICardSource source) =>
        source.Advice.Length > 0 && error.Contains(FailureText.Unreachable, StringComparison.Ordinal) ? error.Replace(source.Advice, "", StringComparison.Ordinal).TrimEnd() : error;
}
