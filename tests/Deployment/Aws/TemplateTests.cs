using System.Text.RegularExpressions;
using PokedexTop.Testing;

namespace PokedexTop.Deployment.Tests.Aws;

/// <summary>The stacks fit together, and docs/aws.md makes them in an order that works.</summary>
public sealed partial class TemplateTests
{
    private static string Page => File.ReadAllText(RepositoryRoot.Combine("docs", "aws.md"));

    /// <summary>The commands of the page, a stack each, in their order.</summary>
    private static List<(string Template, string Command)> Commands =>
        [.. Deploy().Matches(Page.Replace("\\\n", " ", StringComparison.Ordinal)).Select(match => (match.Groups[1].Value, match.Value))];

    [Fact]
    public void The_page_deploys_every_template_and_gives_each_what_it_must_be_given()
    {
        Assert.Equal(Template.All.Select(template => template.Name).Order(StringComparer.Ordinal), Commands.Select(c => c.Template).Distinct().Order(StringComparer.Ordinal));
        foreach (var (name, command) in Commands)
        {
            var template = Template.Named(name);
            var given = Parameter().Matches(command).Select(match => match.Groups[1].Value).ToList();
            Assert.All(given, parameter => Assert.Contains(parameter, template.Parameters.Keys));
            Assert.All(template.Parameters.Where(p => p.Value["Default"] is null), parameter => Assert.Contains(parameter.Key, given));
            // The script that reads the outputs finds a stack by its name.
            Assert.Contains($"--stack-name pokedextop-{name} ", command, StringComparison.Ordinal);
            Assert.Equal(template.Of("AWS::IAM::Role").Count > 0, command.Contains("--capabilities CAPABILITY_IAM", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void What_a_stack_takes_from_another_is_put_out_by_one_that_is_made_before_and_all_of_it_is_taken()
    {
        var there = new HashSet<string>(StringComparer.Ordinal);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var template in Commands.Select(c => c.Template).Distinct().Select(Template.Named))
        {
            Assert.All(template.Calls("Fn::ImportValue").Select(Template.TextOf), name => Assert.True(there.Contains(name), $"{template.Name} takes {name}, which nobody put out before"));
            taken.UnionWith(template.Calls("Fn::ImportValue").Select(Template.TextOf));
            Assert.All(template.Outputs.Values.Where(output => output["Export"] is not null), output => Assert.True(there.Add(Template.TextOf(output["Export"]!["Name"]))));
        }
        Assert.Equal(there.Order(StringComparer.Ordinal), taken.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_parameter_is_the_same_in_every_template_that_has_it()
    {
        foreach (var same in Template.All.SelectMany(template => template.Parameters).GroupBy(p => p.Key, StringComparer.Ordinal).Where(same => same.Key is not "Application"))
            Assert.Single(same.Select(p => (Template.TextOf(p.Value["Type"]), Template.TextOf(p.Value["Default"]), Template.TextOf(p.Value["AllowedPattern"]))).Distinct());
        Assert.All(Template.All, template => Assert.Equal("pokedextop", Template.TextOf(template.Parameters["Application"]["Default"])));
        Assert.All(Template.All.SelectMany(template => template.Parameters.Values), parameter => Assert.NotEqual("", Template.TextOf(parameter["Description"])));
    }

    [Fact]
    public void Nothing_that_holds_data_is_lost_with_its_stack()
    {
        string[] holding = ["AWS::S3::Bucket", "AWS::RDS::DBInstance", "AWS::Cognito::UserPool", "AWS::ECR::Repository"];
        var resources = Template.All.SelectMany(template => template.Resources.Values).Where(resource => holding.Contains(Template.TextOf(resource["Type"]))).ToList();
        Assert.Equal(7, resources.Count);
        Assert.All(resources, resource => Assert.Contains(Template.TextOf(resource["DeletionPolicy"]), new[] { "Retain", "Snapshot" }));
        Assert.All(resources, resource => Assert.Contains(Template.TextOf(resource["UpdateReplacePolicy"]), new[] { "Retain", "Snapshot" }));
    }

    [Fact]
    public void Database_and_broker_are_encrypted_and_reached_by_the_clusters_nodes_alone()
    {
        var database = Template.Named("database").Of("AWS::RDS::DBInstance")["Database"];
        Assert.Equal(("true", "false", "true"), (Template.TextOf(database["StorageEncrypted"]), Template.TextOf(database["PubliclyAccessible"]), Template.TextOf(database["ManageMasterUserPassword"])));
        Assert.Null(database["MasterUserPassword"]);
        var broker = Template.Named("broker").Of("AWS::AmazonMQ::Broker")["Broker"];
        Assert.Equal("false", Template.TextOf(broker["PubliclyAccessible"]));
        Assert.Contains("resolve:secretsmanager", Template.TextOf(broker["Users"]![0]!["Password"]), StringComparison.Ordinal);
        var rules = Template.Named("network").Of("AWS::EC2::SecurityGroup").Values.SelectMany(group => Template.Several(group["SecurityGroupIngress"])).ToList();
        Assert.Equal(["1433", "5432", "5671"], rules.Select(rule => Template.TextOf(rule["ToPort"])).Order(StringComparer.Ordinal));
        Assert.All(rules, rule => Assert.Equal("${ClusterSecurityGroup}", Template.TextOf(rule["SourceSecurityGroupId"])));
    }

    [GeneratedRegex(@"aws cloudformation deploy [^\n]*--template-file deployment/aws/([a-z-]+)\.yaml[^\n]*")]
    private static partial Regex Deploy();

    [GeneratedRegex(@" ([A-Z][A-Za-z]+)=")]
    private static partial Regex Parameter();
}
