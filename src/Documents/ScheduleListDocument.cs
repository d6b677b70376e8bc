using PokedexTop.Schedule;

namespace PokedexTop.Documents;

/// <summary>The schedules, and how many processes run them.</summary>
/// <param name="Schedulers">Processes whose scheduler is alive; none means that nothing fires.</param>
public sealed record ScheduleListDocument(int Schedulers, IReadOnlyList<ScheduleInfo> Schedules);
