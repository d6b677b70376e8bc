using Microsoft.Extensions.Configuration;
using PokedexTop.Configuration;
using Quartz;

namespace PokedexTop.Schedule;

/// <summary>One schedule as configured: <c>Schedule:FullSync:{Cron,TimeZone,Enabled}</c>.</summary>
internal sealed record ScheduleSetting(ScheduleDefinition Definition, string Cron, TimeZoneInfo TimeZone, bool Enabled);

/// <summary>Section <c>Schedule</c>: when each schedule fires, in which time zone, and whether at all.</summary>
public sealed class ScheduleSettings
{
    public const string Section = "Schedule";

    private const string CronAllowed = "a cron expression of six fields, seconds first, such as '0 30 3 ? * SUN' (Sundays at 3:30) or '0 0 0/6 * * ?' (every six hours)";

    /// <summary>Keys that say for every schedule what it does not say itself.</summary>
    private static readonly string[] s_forAll = ["TimeZone", "Enabled"];

    private static readonly string[] s_ofOne = ["Cron", .. s_forAll];

    private ScheduleSettings(IReadOnlyList<ScheduleSetting> all) => All = all;

    internal IReadOnlyList<ScheduleSetting> All { get; }

    /// <summary>Whether the species are refreshed by themselves at all.</summary>
    public bool RefreshesSpecies => All.Single(s => s.Definition.Name == ScheduleNames.SpeciesRefresh).Enabled;

    /// <exception cref="ConfigurationException">A value is not one of those allowed, or there is no schedule of that name.</exception>
    public static ScheduleSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        // A mistyped name would leave its schedule as it was, and nobody would notice.
        foreach (var child in section.GetChildren().Where(child => !Has(s_forAll, child)))
        {
            if (!Has(ScheduleDefinition.All.Select(d => d.Key), child))
                throw new ConfigurationException($"{child.Path} is no schedule; allowed: {string.Join(", ", ScheduleDefinition.All.Select(d => d.Key))}, and {string.Join(", ", s_forAll)} for all of them.");
            if (child.Value is { Length: > 0 } value)
                throw ConfigurationException.For(child.Path, value, string.Join(", ", s_ofOne.Select(key => $"{child.Path}:{key}")));
            if (child.GetChildren().FirstOrDefault(setting => !Has(s_ofOne, setting)) is { } unknown)
                throw new ConfigurationException($"{unknown.Path} is no setting of a schedule; allowed: {string.Join(", ", s_ofOne)}.");
        }
        return new ScheduleSettings([.. ScheduleDefinition.All.Select(definition => Read(definition, section))]);
    }

    private static bool Has(IEnumerable<string> keys, IConfigurationSection section) => keys.Contains(section.Key, StringComparer.OrdinalIgnoreCase);

    private static ScheduleSetting Read(ScheduleDefinition definition, IConfigurationSection section)
    {
        var own = section.GetSection(definition.Key);
        var (zone, enabled) = (Value("TimeZone"), Value("Enabled"));
        var setting = new ScheduleSetting(
            definition, own["Cron"] is { Length: > 0 } cron ? cron.Trim() : definition.Cron,
            string.IsNullOrWhiteSpace(zone.Text) ? TimeZoneInfo.Utc : Zone(zone.Key, zone.Text.Trim()), Enabled(enabled.Key, enabled.Text));
        if (!CronExpression.TryParse(setting.Cron, CronFormat.Quartz, out var expression))
            throw ConfigurationException.For($"{own.Path}:Cron", setting.Cron, CronAllowed);
        if (expression.WithTimeZone(setting.TimeZone).GetNextValidTimeAfter(DateTimeOffset.UtcNow) is null)
            throw ConfigurationException.For($"{own.Path}:Cron", setting.Cron, CronAllowed + "; this one never comes again");
        return setting;

        (string Key, string? Text) Value(string key) => own[key] is { Length: > 0 } specific ? ($"{own.Path}:{key}", specific) : ($"{section.Path}:{key}", section[key]);
    }

    private static TimeZoneInfo Zone(string key, string id) => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)
        ? zone
        : throw ConfigurationException.For(key, id, "a time zone such as UTC, Europe/Berlin or America/New_York");

    private static bool Enabled(string key, string? text) =>
        string.IsNullOrWhiteSpace(text) || (bool.TryParse(text, out var enabled) ? enabled : throw ConfigurationException.For(key, text, "true, false"));
}
