using System.Text.RegularExpressions;
using PokedexTop.Testing;

namespace PokedexTop.Deployment.Tests.Aws;

/// <summary>Every alarm tells somebody and leads to what to do.</summary>
public sealed partial class AlarmTests
{
    [Fact]
    public void Every_alarm_leads_to_its_paragraph_and_is_sent_to_somebody()
    {
        var runbook = Headings("operations.md");
        var page = Headings("aws.md");
        var alarms = Template.All.SelectMany(template => template.Of("AWS::CloudWatch::Alarm")).ToList();
        Assert.Equal(11, alarms.Count);
        foreach (var (name, alarm) in alarms)
        {
            var description = Template.TextOf(alarm["AlarmDescription"]);
            var leads = Link().Match(description);
            Assert.True(leads.Success, description);
            if (leads.Groups[1].Success)
                Assert.Contains(leads.Groups[1].Value, runbook.Select(heading => heading.ToLowerInvariant()));
            else
                Assert.Equal(name, leads.Groups[2].Value);
            // Each stands on the page, also those whose paragraph is in the runbook.
            Assert.Contains(name, page);
            Assert.Equal("${Letters}", Template.TextOf(Assert.Single(Template.Several(alarm["AlarmActions"]))));
        }
        Assert.All(["alarms", "alarms-elsewhere"], name => Assert.Equal("${Email}", Template.TextOf(Template.Named(name).Of("AWS::SNS::Topic")["Letters"]["Subscription"]![0]!["Endpoint"])));
    }

    [Fact]
    public void They_watch_what_the_other_stacks_made()
    {
        var alarms = Template.All.SelectMany(template => template.Of("AWS::CloudWatch::Alarm").Values).ToList();
        var rule = Template.Named("storage").Of("AWS::S3::Bucket")["Lake"]["ReplicationConfiguration"]!["Fn::If"]![1]!["Rules"]![0]!["Id"];
        var copies = alarms.Where(alarm => Template.Is(alarm["Namespace"], "AWS/S3")).ToList();
        Assert.Equal(4, copies.Count);
        Assert.All(copies, alarm => Assert.Equal(Template.TextOf(rule), Dimension(alarm, "RuleId")));
        foreach (var (id, bucket) in Template.Named("replica").Of("AWS::S3::Bucket"))
        {
            var name = Template.TextOf(bucket["BucketName"]);
            Assert.Contains(copies, alarm => Dimension(alarm, "DestinationBucket") == name && Dimension(alarm, "SourceBucket") == name.Replace("${AWS::Region}", "${SourceRegion}", StringComparison.Ordinal));
            Assert.Contains(copies, alarm => Dimension(alarm, "DestinationBucket") == name.Replace("${AWS::Region}", "${ReplicaRegion}", StringComparison.Ordinal) && Dimension(alarm, "SourceBucket").Contains($"-{id.ToLowerInvariant()}-bucket", StringComparison.Ordinal));
        }
        // As many messages as the program's own alert takes for many.
        var rules = File.ReadAllText(RepositoryRoot.Combine("deployment", "alerts", "pokedextop.rules.yml"));
        Assert.Contains($"pokedextop_messaging_queue_messages) > {Template.TextOf(Template.Named("alarms").Parameters["QueuedMessages"]["Default"])}\n", rules, StringComparison.Ordinal);
    }

    private static string Dimension(System.Text.Json.Nodes.JsonObject alarm, string name) =>
        Template.TextOf(Template.Several(alarm["Dimensions"]).Single(dimension => Template.Is(dimension["Name"], name))["Value"]);

    private static List<string> Headings(string page) =>
        [.. File.ReadLines(RepositoryRoot.Combine("docs", page)).Where(line => line.StartsWith("### ", StringComparison.Ordinal)).Select(line => line[4..])];

    [GeneratedRegex(@": (?:\$\{Runbook\}#([a-z]+)|docs/aws\.md, (\w+))$")]
    private static partial Regex Link();
}
