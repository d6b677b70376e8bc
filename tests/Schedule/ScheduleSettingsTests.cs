using Microsoft.Extensions.Configuration;
using PokedexTop.Configuration;
using Quartz;

namespace PokedexTop.Schedule.Tests;

public sealed class ScheduleSettingsTests
{
    [Fact]
    public void Without_configuration_every_schedule_is_on_and_comes_again_and_no_two_bulk_syncs_share_a_day()
    {
        var all = Read().All;
        Assert.Equal(["full-sync", "price-refresh", "new-set-check", "species-refresh", "missing-image-retry", "housekeeping", "lake-write"], all.Select(s => s.Definition.Name));
        Assert.All(all, setting => Assert.True(setting.Enabled && Equals(setting.TimeZone, TimeZoneInfo.Utc) && Next(setting) is not null));
        var days = all.Take(2).Select(setting => Days(setting)).ToList();
        Assert.Empty(days[0].Intersect(days[1]));
        Assert.Equal(7, days[0].Count + days[1].Count);
    }

    [Fact]
    public void Cron_time_zone_and_switch_are_each_schedules_own_and_a_time_zone_may_be_all_theirs()
    {
        var all = Read(("Schedule:TimeZone", "Europe/Berlin"), ("Schedule:FullSync:Cron", "0 30 2 ? * SAT"), ("Schedule:FullSync:TimeZone", "America/New_York"), ("Schedule:NewSetCheck:Enabled", "false")).All;
        Assert.Equal(("0 30 2 ? * SAT", "America/New_York", true), (all[0].Cron, all[0].TimeZone.Id, all[0].Enabled));
        Assert.Equal(("Europe/Berlin", true), (all[1].TimeZone.Id, all[1].Enabled));
        Assert.False(all[2].Enabled);
        var off = Read(("Schedule:Enabled", "false"), ("Schedule:FullSync:Enabled", "true")).All;
        Assert.Equal([true, false, false, false, false, false, false], off.Select(s => s.Enabled));
        // Half past two in New York is not half past two anywhere else.
        Assert.Equal(2, TimeZoneInfo.ConvertTime(Next(all[0])!.Value, all[0].TimeZone).Hour);
    }

    [Theory]
    [InlineData("Schedule:FullSync:Cron", "every sunday", "Schedule:FullSync:Cron is 'every sunday'; allowed: a cron expression")]
    [InlineData("Schedule:FullSync:Cron", "0 0 3 1 1 ? 2001", "never comes again")]
    [InlineData("Schedule:PriceRefresh:TimeZone", "Europe/Atlantis", "Schedule:PriceRefresh:TimeZone is 'Europe/Atlantis'; allowed: a time zone")]
    [InlineData("Schedule:TimeZone", "CEST?", "Schedule:TimeZone is 'CEST?'")]
    [InlineData("Schedule:SpeciesRefresh:Enabled", "off", "Schedule:SpeciesRefresh:Enabled is 'off'; allowed: true, false")]
    [InlineData("Schedule:FulSync:Cron", "0 0 3 * * ?", "Schedule:FulSync is no schedule; allowed: FullSync, PriceRefresh")]
    [InlineData("Schedule:FullSync:Corn", "0 0 3 * * ?", "Schedule:FullSync:Corn is no setting of a schedule; allowed: Cron, TimeZone, Enabled")]
    [InlineData("Schedule:FullSync", "0 0 3 * * ?", "Schedule:FullSync is '0 0 3 * * ?'; allowed: Schedule:FullSync:Cron")]
    public void What_cannot_work_is_told_with_its_key_the_value_seen_and_what_is_allowed(string key, string value, string message)
    {
        var error = Assert.Throws<ConfigurationException>(() => Read((key, value)));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private static ScheduleSettings Read(params (string Key, string? Value)[] values) =>
        ScheduleSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(values.ToDictionary(v => v.Key, v => v.Value)).Build());

    private static DateTimeOffset? Next(ScheduleSetting setting) => new CronExpression(setting.Cron, setting.TimeZone).GetNextValidTimeAfter(DateTimeOffset.UtcNow);

    private static HashSet<DayOfWeek> Days(ScheduleSetting setting)
    {
        var cron = new CronExpression(setting.Cron, setting.TimeZone);
        var (days, at) = (new HashSet<DayOfWeek>(), new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero));
        for (var i = 0; i < 14 && cron.GetNextValidTimeAfter(at) is { } next && next < new DateTimeOffset(2027, 1, 15, 0, 0, 0, TimeSpan.Zero); i++)
        {
            days.Add(next.DayOfWeek);
            at = next;
        }
        return days;
    }
}
