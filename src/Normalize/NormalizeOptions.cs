using Microsoft.Extensions.Configuration;
using PokedexTop.Configuration;

namespace PokedexTop.Normalize;

/// <summary>Settings of the Normalize stage, section <c>Normalize</c>.</summary>
public sealed record NormalizeOptions
{
    public const string Section = "Normalize";

    /// <summary>Time between two looks at the tables for work no message announced. <c>Normalize:ReconcileSeconds</c>.</summary>
    public TimeSpan Reconcile { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Reads the settings; what is not set keeps its default.</summary>
    /// <exception cref="ConfigurationException">A value is not one of those allowed.</exception>
    public static NormalizeOptions Read(IConfiguration configuration) =>
        new() { Reconcile = new SettingsSection(configuration, Section).Seconds("ReconcileSeconds", new NormalizeOptions().Reconcile, 0.05, 86_400) };
}
