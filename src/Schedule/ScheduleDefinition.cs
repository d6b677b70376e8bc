using Quartz;

namespace PokedexTop.Schedule;

/// <summary>A schedule the program has.</summary>
/// <param name="Name">Its name for people and scripts.</param>
/// <param name="Key">Its section below <c>Schedule</c>.</param>
/// <param name="Description">What it does.</param>
/// <param name="Cron">When, unless configured otherwise. In UTC, which has no day with an hour twice.</param>
/// <param name="Misfire">What becomes of a time that passed while no scheduler ran.</param>
internal sealed record ScheduleDefinition(string Name, string Key, string Description, string Cron, CronTriggerMisfireInstruction Misfire)
{
    /// <summary>
    /// Every schedule. Bulk syncs do not make up for a missed time: when a cluster comes back at noon, hundreds of calls at once
    /// are what its operator wants least. The others cost a few calls, so one run makes up for however many were missed.
    /// </summary>
    public static IReadOnlyList<ScheduleDefinition> All { get; } =
    [
        new(ScheduleNames.FullSync, "FullSync", "Fetch every set", "0 17 3 ? * SUN", CronTriggerMisfireInstruction.DoNothing),
        // The days the full sync leaves: prices come with the cards, so each day has one pass over the catalogue.
        new(ScheduleNames.PriceRefresh, "PriceRefresh", "Fetch every set for its prices, where the source has prices", "0 17 3 ? * MON-SAT", CronTriggerMisfireInstruction.DoNothing),
        new(ScheduleNames.NewSetCheck, "NewSetCheck", "Fetch sets that are new or whose entry in the source's list changed", "0 41 1/6 * * ?", CronTriggerMisfireInstruction.FireAndProceed),
        new(ScheduleNames.SpeciesRefresh, "SpeciesRefresh", "Ask for species that are new or were last seen long ago", "0 23 5 * * ?", CronTriggerMisfireInstruction.FireAndProceed),
        new(ScheduleNames.MissingImageRetry, "MissingImageRetry", "Ask again for images that failed or are missing", "0 53 5 ? * SAT", CronTriggerMisfireInstruction.FireAndProceed),
        new(ScheduleNames.Housekeeping, "Housekeeping", "Remove what Retention says has been kept long enough", "0 7 2/12 * * ?", CronTriggerMisfireInstruction.FireAndProceed),
        // When the day's pass over the catalogue is over.
        new(ScheduleNames.LakeWrite, "LakeWrite", "Write to the lake what it has not yet", "0 37 4 * * ?", CronTriggerMisfireInstruction.FireAndProceed),
    ];

    internal const string Group = "pokedextop";

    public JobKey JobKey => new(Name, Group);

    public TriggerKey TriggerKey => new(Name, Group);
}
