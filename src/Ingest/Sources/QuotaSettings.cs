using PokedexTop.Configuration;

namespace PokedexTop.Ingest.Sources;

/// <summary>Reads a source's quotas.</summary>
internal static class QuotaSettings
{
    /// <summary>The keys <c>…PerMinute</c> and <c>…PerDay</c>; 0 for no limit.</summary>
    public static CallQuota Quota(this SettingsSection section, string prefix, CallQuota fallback)
    {
        return new CallQuota(Limit("PerMinute", fallback.PerMinute), Limit("PerDay", fallback.PerDay));

        int? Limit(string name, int? calls) => section.Integer(prefix + name, calls ?? 0, 0, 1_000_000) is > 0 and var limit ? limit : null;
    }
}
