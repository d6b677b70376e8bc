using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using k8s.Models;
using PokedexTop.Deployment.Tests.Kubernetes;
using PokedexTop.Testing;

namespace PokedexTop.Deployment.Tests.Aws;

/// <summary>A stage may do what its code does at AWS, and nothing else.</summary>
public sealed partial class RightsTests
{
    /// <summary>The right that each call of the SDK takes.</summary>
    private static readonly Dictionary<string, string> s_rightOf = new()
    {
        ["PutObject"] = "s3:PutObject",
        ["GetObject"] = "s3:GetObject",
        ["GetObjectMetadata"] = "s3:GetObject",
        ["ListObjectsV2"] = "s3:ListBucket",
        ["DeleteObject"] = "s3:DeleteObject",
    };

    private static Template Access => Template.Named("access");

    [Fact]
    public void Its_rights_are_those_that_the_one_store_asks_for()
    {
        var callers = Sources("src").Where(file => Sdk().IsMatch(File.ReadAllText(file))).Select(Path.GetFileName).Order(StringComparer.Ordinal);
        // Made in two places, called in one.
        Assert.Equal(["ImageAccess.cs", "LakeStore.cs", "S3Client.cs", "S3ImageStore.cs", "S3StoreOptions.cs"], callers);
        Assert.All(Sources("src").Where(file => Path.GetFileName(file) is "ImageAccess.cs" or "LakeStore.cs"), file => Assert.DoesNotMatch(Call(), File.ReadAllText(file)));
        var calls = Call().Matches(File.ReadAllText(RepositoryRoot.Combine("src", "Images", "Stores", "S3ImageStore.cs"))).Select(match => match.Groups[1].Value).Distinct().ToList();
        var asked = calls.Select(call => s_rightOf[call]).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.All(["ImagesRole", "CollectionsRole"], role => Assert.Equal(asked, Statements(role).SelectMany(s => Template.Several(s["Action"])).Select(Template.TextOf).Distinct().Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Images_writes_and_deletes_below_its_two_folders_alone()
    {
        var keys = File.ReadAllText(RepositoryRoot.Combine("src", "Images", "Transfer", "ImageKeys.cs"));
        var folders = KeyFolder().Matches(keys).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(2, folders.Count);
        var objects = Assert.Single(Statements("ImagesRole"), s => Template.Several(s["Action"]).Any(a => Template.Is(a, "s3:PutObject")));
        Assert.Equal(folders.Select(folder => $"arn:${{AWS::Partition}}:s3:::${{Application}}-images-bucket/{folder}/*").Order(StringComparer.Ordinal), Template.Several(objects["Resource"]).Select(Template.TextOf).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Of_the_lake_only_users_data_may_be_deleted_as_only_that_is()
    {
        var deleting = Sources("src", "Lake").SelectMany(file => DeleteCall().Matches(File.ReadAllText(file)).Select(_ => Path.GetFileName(file))).ToList();
        // The store's own, and the one place that calls it, for what lies below the users' folder.
        Assert.Equal(["LakeStore.cs", "LakeWriter.cs"], deleting.Order(StringComparer.Ordinal));
        Assert.Contains("store.ListAsync(LakeStore.UsersPrefix", File.ReadAllText(RepositoryRoot.Combine("src", "Lake", "Writing", "LakeWriter.cs")), StringComparison.Ordinal);
        var right = Assert.Single(Statements("CollectionsRole"), s => Template.Several(s["Action"]).Any(a => Template.Is(a, "s3:DeleteObject")));
        Assert.Equal("arn:${AWS::Partition}:s3:::${Application}-lake-bucket/gold/user-collections/*", Template.TextOf(right["Resource"]));
    }

    [Fact]
    public void No_role_has_a_right_to_everything_or_to_anothers_things()
    {
        var statements = Template.All.SelectMany(template => template.Of("AWS::IAM::Role").Values).SelectMany(role => Template.Several(role["Policies"])).SelectMany(policy => Template.Several(policy["PolicyDocument"]!["Statement"])).ToList();
        Assert.NotEmpty(statements);
        Assert.All(statements.SelectMany(s => Template.Several(s["Action"])).Select(Template.TextOf), action => Assert.DoesNotContain("*", action, StringComparison.Ordinal));
        Assert.All(statements.SelectMany(s => Template.Several(s["Resource"])).Select(Template.TextOf), resource => Assert.Contains("${Application}-", resource, StringComparison.Ordinal));
        Assert.All(Template.All.SelectMany(template => template.Of("AWS::IAM::Role").Values), role => Assert.Null(role["ManagedPolicyArns"]));
        Assert.DoesNotContain("lake-bucket", string.Concat(Statements("ImagesRole").Select(s => s.ToJsonString())), StringComparison.Ordinal);
        Assert.DoesNotContain("images-bucket", string.Concat(Statements("CollectionsRole").Select(s => s.ToJsonString())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_is_for_one_service_account_of_the_overlay_and_every_account_has_one()
    {
        var overlay = await Overlay.NamedAsync("aws");
        var accounts = Access.Of("AWS::EKS::PodIdentityAssociation").Values.ToDictionary(a => Template.TextOf(a["ServiceAccount"]), a => a["RoleArn"]!["Fn::GetAtt"]!.GetValue<string>().Split('.')[0], StringComparer.Ordinal);
        Assert.Equal(overlay.All<V1ServiceAccount>().Select(a => a.Metadata.Name).Order(StringComparer.Ordinal), accounts.Keys.Order(StringComparer.Ordinal));
        foreach (var (account, role) in accounts)
        {
            var trust = Assert.Single(Template.Several(Access.Of("AWS::IAM::Role")[role]["AssumeRolePolicyDocument"]!["Statement"]));
            Assert.Equal("pods.eks.amazonaws.com", Template.TextOf(trust["Principal"]!["Service"]));
            var only = trust["Condition"]!["StringEquals"]!;
            Assert.Equal((account, "${Namespace}", "${Cluster}"), (Template.TextOf(only["aws:RequestTag/kubernetes-service-account"]), Template.TextOf(only["aws:RequestTag/kubernetes-namespace"]), Template.TextOf(only["aws:RequestTag/eks-cluster-name"])));
            Assert.Equal(account, Assert.Single(overlay.All<V1Deployment>(), d => d.Spec.Template.Spec.ServiceAccountName == account).Metadata.Name);
        }
        Assert.Equal(overlay.All<V1Namespace>().Single().Metadata.Name, Template.TextOf(Access.Parameters["Namespace"]["Default"]));
    }

    private static IEnumerable<JsonNode> Statements(string role) => Template.Several(Access.Of("AWS::IAM::Role")[role]["Policies"]![0]!["PolicyDocument"]!["Statement"]);

    private static IEnumerable<string> Sources(params string[] folder) =>
        Directory.EnumerateFiles(RepositoryRoot.Combine(folder), "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    [GeneratedRegex(@"\bI?AmazonS3(Client)?\b|\bAmazon\.Runtime\b")]
    private static partial Regex Sdk();

    [GeneratedRegex(@"\b_?client\.([A-Z]\w+)Async\(")]
    private static partial Regex Call();

    [GeneratedRegex(@"\.DeleteAsync\(")]
    private static partial Regex DeleteCall();

    [GeneratedRegex("=>\\s+\\$\"([a-z]+)/")]
    private static partial Regex KeyFolder();
}
