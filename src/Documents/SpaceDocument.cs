using PokedexTop.Data;

namespace PokedexTop.Documents;

/// <summary>What everything takes, in bytes.</summary>
/// <param name="Database">The whole database on its disk.</param>
/// <param name="Pictures">The stored pictures, as their rows have it.</param>
/// <param name="GrowthSince">From when on growth is counted: thirty days ago, or the second day; null before there is one.</param>
/// <param name="Layers">Its layers: for SQLite an estimate.</param>
public sealed record SpaceDocument(long Database, long Pictures, DateTime? GrowthSince, IReadOnlyList<LayerSpace> Layers)
{
    internal static SpaceDocument Of(SpaceReport report, long pictures) => new(report.Bytes, pictures, report.Since, report.Layers);
}
