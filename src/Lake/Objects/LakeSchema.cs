using PokedexTop.Data;

namespace PokedexTop.Lake.Objects;

/// <summary>Versions of tables, as a lake that may go to another database names them.</summary>
internal static class LakeSchema
{
    /// <summary>The newest migration the program knows, without its time.</summary>
    public static string VersionOf(LayerMigrations layer) => layer.Known is [.., var last] ? NameOf(last) : "";

    /// <summary>Whether the program knows a version, which may be of another database than its own.</summary>
    public static bool Knows(LayerMigrations layer, string version) => layer.KnownOfEveryDatabase.Any(id => NameOf(id) == version);

    private static string NameOf(string migration) => migration[(migration.IndexOf('_', StringComparison.Ordinal) + 1)..];
}
