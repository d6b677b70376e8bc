using Microsoft.Extensions.Configuration;

namespace PokedexTop.Configuration;

/// <summary>How long rows are kept that are a record of work and no catalogue, section <c>Retention</c>: in days, 0 for ever. Versions and changes are never removed.</summary>
public sealed record RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>Calls to sources. <c>Retention:Calls</c>.</summary>
    public int Calls { get; init; } = 90;

    /// <summary>Finished syncs and what they fetched. <c>Retention:Runs</c>.</summary>
    public int Runs { get; init; } = 365;

    /// <summary>Every observed price; of older ones the last of each week stays. <c>Retention:Prices</c>.</summary>
    public int Prices { get; init; }

    /// <summary>What people with rights did. <c>Retention:Audit</c>.</summary>
    public int Audit { get; init; } = 730;

    /// <summary>
    /// The moment before which rows go: the beginning of a week, so that a table loses rows once a week. The lake writes one that lost some anew.
    /// </summary>
    /// <param name="now">UTC.</param>
    /// <param name="days">How long rows are kept.</param>
    public static DateTime Before(DateTime now, int days)
    {
        var day = now.Date.AddDays(-days);
        return day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
    }

    /// <summary>Reads the settings; what is not set keeps its default.</summary>
    /// <exception cref="ConfigurationException">A value is not one of those allowed.</exception>
    public static RetentionOptions Read(IConfiguration configuration)
    {
        var (section, defaults) = (new SettingsSection(configuration, Section), new RetentionOptions());
        return new RetentionOptions
        {
            Calls = section.Integer("Calls", defaults.Calls, 0, 36_500),
            Runs = section.Integer("Runs", defaults.Runs, 0, 36_500),
            Prices = section.Integer("Prices", defaults.Prices, 0, 36_500),
            Audit = section.Integer("Audit", defaults.Audit, 0, 36_500),
        };
    }
}
