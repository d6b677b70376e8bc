using Microsoft.Extensions.Configuration;
using PokedexTop.Configuration;

namespace PokedexTop.Collections;

/// <summary>Settings of the Collections stage, section <c>Collections</c>.</summary>
public sealed record CollectionsOptions
{
    public const string Section = "Collections";

    /// <summary>Time between two looks at the tables for cards no message told of. <c>Collections:ReconcileSeconds</c>.</summary>
    public TimeSpan Reconcile { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Reads the settings; what is not set keeps its default.</summary>
    /// <exception cref="ConfigurationException">A value is not one of those allowed.</exception>
    public static CollectionsOptions Read(IConfiguration configuration) =>
        new() { Reconcile = new SettingsSection(configuration, Section).Seconds("ReconcileSeconds", new CollectionsOptions().Reconcile, 0.05, 86_400) };
}
