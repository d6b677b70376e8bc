using Microsoft.Extensions.Configuration;
using PokedexTop.Configuration;

namespace PokedexTop.Ingest;

/// <summary>Settings of the Ingest stage, section <c>Ingest</c>.</summary>
public sealed record IngestOptions
{
    public const string Section = "Ingest";

    /// <summary>Time between two looks at the tables for work no message announced. <c>Ingest:ReconcileSeconds</c>; 2 on SQLite, where other verbs hand in their commands as rows.</summary>
    public TimeSpan Reconcile { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time after which another process may take over the run of one that went silent. <c>Ingest:LeaseSeconds</c>.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Reads the settings; what is not set keeps its default.</summary>
    /// <param name="configuration">Everything configured.</param>
    /// <param name="onFile">Whether the database is a SQLite file.</param>
    /// <exception cref="ConfigurationException">A value is not one of those allowed.</exception>
    public static IngestOptions Read(IConfiguration configuration, bool onFile)
    {
        var section = new SettingsSection(configuration, Section);
        var defaults = new IngestOptions();
        return new IngestOptions
        {
            Reconcile = section.Seconds("ReconcileSeconds", onFile ? TimeSpan.FromSeconds(2) : defaults.Reconcile, 0.05, 86_400),
            Lease = section.Seconds("LeaseSeconds", defaults.Lease, 1, 86_400),
        };
    }
}
