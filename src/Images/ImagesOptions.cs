using Microsoft.Extensions.Configuration;
using PokedexTop.Hosting.Configuration;
using PokedexTop.Images.Pictures;

namespace PokedexTop.Images;

/// <summary>Settings of the Images stage, section <c>Images</c>. Where images come from and go to is set beside them.</summary>
public sealed class ImagesOptions
{
    public const string Section = "Images";

    /// <summary>
    /// Whether <c>run</c> fetches images in the background. Unset: yes, except where the source is a folder or the starter
    /// catalogue, which promise to make no network call, and no <c>Images:AllowedOrigins</c> are set.
    /// </summary>
    public bool? Enabled { get; set; }

    /// <summary>Seconds between two looks at the tables for work no message announced. Default 30.</summary>
    public double ReconcileSeconds { get; set; } = 30;

    /// <summary>Pictures a process has in flight: fetched, rendered and stored. Default 4.</summary>
    public int Concurrency { get; set; } = 4;

    /// <summary>Days after which a stored picture's source is asked, conditionally, whether it has another one; and a refused one's again. Default 30.</summary>
    public double RecheckDays { get; set; } = 30;

    /// <summary>Days after which a source without a picture, or without its high resolution, or that never answered, is asked again. Default 7.</summary>
    public double MissingRecheckDays { get; set; } = 7;

    /// <summary>Attempts without an answer before a picture counts as failed: a minute, two, four… apart. Default 8.</summary>
    public int Attempts { get; set; } = 8;

    /// <summary>Seconds after which another process takes over the pictures of one that went silent. Default 600.</summary>
    public double LeaseSeconds { get; set; } = 600;

    internal ImageSchedule Schedule => new(TimeSpan.FromDays(RecheckDays), TimeSpan.FromDays(MissingRecheckDays), Attempts);

    /// <exception cref="ConfigurationException">A value is not one of those allowed.</exception>
    public static ImagesOptions Read(IConfiguration configuration)
    {
        ImagesOptions options;
        try
        {
            options = configuration.GetSection(Section).Get<ImagesOptions>() ?? new ImagesOptions();
        }
        catch (InvalidOperationException error)
        {
            throw new ConfigurationException($"A value of the section {Section} is none: {error.Message}");
        }
        Check("ReconcileSeconds", options.ReconcileSeconds is > 0 and <= 86_400, "more than 0, up to 86400");
        Check("Concurrency", options.Concurrency is >= 1 and <= 64, "1 to 64");
        Check("RecheckDays", options.RecheckDays is > 0 and <= 3_650, "more than 0, up to 3650");
        Check("MissingRecheckDays", options.MissingRecheckDays is > 0 and <= 3_650, "more than 0, up to 3650");
        Check("Attempts", options.Attempts is >= 1 and <= 1_000, "1 to 1000");
        Check("LeaseSeconds", options.LeaseSeconds is >= 1 and <= 86_400, "1 to 86400");
        return options;

        void Check(string key, bool allowed, string values)
        {
            if (!allowed)
                throw ConfigurationException.For($"{Section}:{key}", configuration[$"{Section}:{key}"], values);
        }
    }
}
