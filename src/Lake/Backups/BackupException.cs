namespace PokedexTop.Lake.Backups;

/// <summary>A backup that cannot be made, or cannot be trusted.</summary>
public sealed class BackupException(string message, Exception? inner = null) : Exception(message, inner);
