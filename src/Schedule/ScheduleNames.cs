namespace PokedexTop.Schedule;

/// <summary>The schedules' names. Constants, so that a command line's help can tell them without loading a scheduler.</summary>
public static class ScheduleNames
{
    public const string FullSync = "full-sync";
    public const string PriceRefresh = "price-refresh";
    public const string NewSetCheck = "new-set-check";
    public const string SpeciesRefresh = "species-refresh";
    public const string MissingImageRetry = "missing-image-retry";
    public const string Housekeeping = "housekeeping";
    public const string LakeWrite = "lake-write";

    /// <summary>All of them, for a person.</summary>
    public const string All = $"{FullSync}, {PriceRefresh}, {NewSetCheck}, {SpeciesRefresh}, {MissingImageRetry}, {Housekeeping}, {LakeWrite}";

    public static bool IsKnown(string name) => name is FullSync or PriceRefresh or NewSetCheck or SpeciesRefresh or MissingImageRetry or Housekeeping or LakeWrite;
}
