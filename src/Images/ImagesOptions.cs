using Microsoft.Extensions.Configuration;
using PokedexTop.Configuration;
using PokedexTop.Images.Transfer;

namespace PokedexTop.Images;

/// <summary>Settings of the Images stage itself, section <c>Images</c>; its store, origins and renderer have their own beside them.</summary>
public sealed record ImagesOptions
{
    public const string Section = "Images";

    /// <summary>Time between two looks at the tables for work no message announced. <c>Images:ReconcileSeconds</c>.</summary>
    public TimeSpan Reconcile { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Pictures a process has in flight: fetched, rendered and stored.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>Days after which a stored picture's source is asked, conditionally, whether it has another one; and a refused one's again.</summary>
    public double RecheckDays { get; init; } = 30;

    /// <summary>Days after which a source without a picture, or without its high resolution, or that never answered, is asked again.</summary>
    public double MissingRecheckDays { get; init; } = 7;

    /// <summary>Attempts without an answer, a minute, two, four… apart, before a picture counts as failed.</summary>
    public int Attempts { get; init; } = 8;

    /// <summary>Time after which another process takes over the pictures of one that went silent. <c>Images:LeaseSeconds</c>.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(600);

    internal ImageSchedule Schedule => new(TimeSpan.FromDays(RecheckDays), TimeSpan.FromDays(MissingRecheckDays), Attempts);

    /// <summary>Reads the settings; what is not set keeps its default.</summary>
    /// <exception cref="ConfigurationException">A value is not one of those allowed.</exception>
    public static ImagesOptions Read(IConfiguration configuration)
    {
        var section = new SettingsSection(configuration, Section);
        var defaults = new ImagesOptions();
        return new ImagesOptions
        {
            Reconcile = section.Seconds("ReconcileSeconds", defaults.Reconcile, 0.05, 86_400),
            Concurrency = section.Integer("Concurrency", defaults.Concurrency, 1, 64),
            RecheckDays = section.Number("RecheckDays", defaults.RecheckDays, 0.001, 3_650),
            MissingRecheckDays = section.Number("MissingRecheckDays", defaults.MissingRecheckDays, 0.001, 3_650),
            Attempts = section.Integer("Attempts", defaults.Attempts, 1, 1_000),
            Lease = section.Seconds("LeaseSeconds", defaults.Lease, 1, 86_400),
        };
    }

    /// <summary>
    /// Whether a process that hosts every stage hosts this one: <c>Images:Enabled</c>. Where that is not set: unless the source is
    /// a folder or the starter catalogue, which promise to make no network call, and no <c>Images:AllowedOrigins</c> are set.
    /// </summary>
    /// <exception cref="ConfigurationException">Neither true nor false.</exception>
    public static bool AreWanted(IConfiguration configuration, bool sourceIsLocal) =>
        new SettingsSection(configuration, Section).Flag("Enabled", !sourceIsLocal || configuration.GetSection($"{Section}:AllowedOrigins").Exists());
}
