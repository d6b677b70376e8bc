using PokedexTop.Testing;

namespace PokedexTop.Deployment.Tests.Aws;

/// <summary>Every template is one that CloudFormation knows all properties, values and references of.</summary>
public sealed class TemplateLinterTests
{
    /// <summary>Where a choice decides what is made, each is read by itself; and where a value is given or left out, with it.</summary>
    private static readonly Dictionary<string, List<Dictionary<string, string>>> s_choices = new()
    {
        ["content"] = [new() { ["ImagesHost"] = "images.example.org", ["CertificateArn"] = "arn:aws:acm:us-east-1:123456789012:certificate/0123" }],
        ["database"] =
        [
            new() { ["Engine"] = "postgres" },
            new() { ["Engine"] = "sqlserver-ex", ["InstanceClass"] = "db.t3.medium", ["MultiAz"] = "false" },
            new() { ["Engine"] = "sqlserver-web", ["InstanceClass"] = "db.t3.large", ["MultiAz"] = "false" },
            new() { ["Engine"] = "sqlserver-se", ["InstanceClass"] = "db.m6i.large" },
            new() { ["Engine"] = "sqlserver-ee", ["InstanceClass"] = "db.m6i.xlarge" },
        ],
        ["broker"] = [[], new() { ["EngineVersion"] = "3.13" }, new() { ["Deployment"] = "SINGLE_INSTANCE", ["InstanceType"] = "mq.m7g.medium" }],
        ["sign-in"] = [new() { ["DomainPrefix"] = "pokedextop-example", ["Host"] = "cards.example.org" }],
        ["storage"] = [[], new() { ["ReplicaRegion"] = "" }],
        ["alarms-elsewhere"] = [new() { ["DistributionId"] = "E1ABCDEF234567" }, new() { ["SourceRegion"] = "eu-central-1" }],
    };

    [Fact]
    public async Task It_finds_nothing_in_any_template_whatever_is_chosen()
    {
        Assert.All(s_choices.Keys, name => Template.Named(name));
        var asked = Template.All.SelectMany(template => s_choices.GetValueOrDefault(template.Name, [[]]).Select(given => (Template.FileOf(template.Name), given)));
        Assert.Empty(await TemplateLinter.FindAsync(asked, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task It_would_find_what_is_no_property_no_value_no_attribute_and_no_resource()
    {
        using var folder = new TemporaryFolder();
        (string Name, string Right, string Wrong, string Said)[] faults =
        [
            ("content", "OriginAccessControlId:", "OriginAccessControl:", "OriginAccessControl"),
            ("storage", "ObjectOwnership: BucketOwnerEnforced", "ObjectOwnership: Nobody", "Nobody"),
            ("database", "Database.MasterUserSecret.SecretArn", "Database.MasterSecret", "MasterSecret"),
            ("access", "RoleArn: !GetAtt ImagesRole.Arn, ", "", "RoleArn"),
            ("access", "!GetAtt CollectionsRole.Arn", "!GetAtt Collections.Arn", "Collections"),
            ("registry", "Description: \"Versions that are kept; older ones are removed\"}", "Description: \"\"}\n  Nobody: {Type: String, Default: x}", "Nobody"),
        ];
        foreach (var ((name, right, wrong, _), at) in faults.Select((fault, at) => (fault, at)))
        {
            Assert.Contains(right, Template.Named(name).Text, StringComparison.Ordinal);
            await File.WriteAllTextAsync(folder.Combine($"{at}.yaml"), Template.Named(name).Text.Replace(right, wrong, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        }
        var found = await TemplateLinter.FindAsync(faults.Select((fault, at) => (folder.Combine($"{at}.yaml"), s_choices.GetValueOrDefault(fault.Name, [[]])[0])), TestContext.Current.CancellationToken);
        Assert.All(faults.Select((fault, at) => (fault.Said, File: $"/{at}.yaml:")), fault =>
            Assert.Contains(found, said => said.Contains(fault.File, StringComparison.Ordinal) && said.Contains(fault.Said, StringComparison.Ordinal)));
    }
}
