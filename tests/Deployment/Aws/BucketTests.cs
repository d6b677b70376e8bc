using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PokedexTop.Images.Stores;
using PokedexTop.Testing;

namespace PokedexTop.Deployment.Tests.Aws;

/// <summary>Buckets are closed, keep versions for a while, and are copied; pictures leave through the content network with the headers they need.</summary>
public sealed partial class BucketTests
{
    private static readonly List<(Template Template, string Name, JsonObject Bucket)> s_buckets =
        [.. new[] { "storage", "replica" }.Select(Template.Named).SelectMany(template => template.Of("AWS::S3::Bucket").Select(pair => (template, pair.Key, pair.Value)))];

    [Fact]
    public void Every_bucket_is_closed_encrypted_and_keeps_versions_for_a_while()
    {
        Assert.Equal(["storage Images", "storage Lake", "replica Images", "replica Lake"], s_buckets.Select(b => $"{b.Template.Name} {b.Name}"));
        foreach (var (template, name, bucket) in s_buckets)
        {
            Assert.Equal("Enabled", Template.TextOf(bucket["VersioningConfiguration"]!["Status"]));
            Assert.Equal("AES256", Template.TextOf(bucket["BucketEncryption"]!["ServerSideEncryptionConfiguration"]![0]!["ServerSideEncryptionByDefault"]!["SSEAlgorithm"]));
            Assert.Equal("BucketOwnerEnforced", Template.TextOf(bucket["OwnershipControls"]!["Rules"]![0]!["ObjectOwnership"]));
            var closed = (JsonObject)bucket["PublicAccessBlockConfiguration"]!;
            Assert.Equal(["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"], closed.Where(p => Template.Is(p.Value, "true")).Select(p => p.Key).Order(StringComparer.Ordinal));
            var whole = Rules(bucket).Where(rule => rule["Prefix"] is null && Template.Is(rule["Status"], "Enabled")).ToList();
            Assert.Single(whole, rule => Template.TextOf(rule["NoncurrentVersionExpiration"]?["NoncurrentDays"]) == "${KeepVersionsDays}");
            Assert.Single(whole, rule => rule["AbortIncompleteMultipartUpload"] is not null);
            // Nothing that is current ever ends by its age.
            Assert.DoesNotContain(Rules(bucket), rule => rule["ExpirationInDays"] is not null || rule["ExpirationDate"] is not null);
            Assert.True(IsRefusedWithoutTls(template.Name == "storage" && name == "Images" ? Template.Named("content") : template, name), $"{template.Name} {name}");
        }
    }

    [Fact]
    public void The_lake_stays_readable_at_once_and_lets_go_of_users_within_days()
    {
        // `restore` and `lake verify` read objects as they are; those of slower classes would have to be brought back first.
        var classes = s_buckets.SelectMany(b => Rules(b.Bucket)).SelectMany(rule => Template.Several(rule["Transitions"])).Select(t => Template.TextOf(t["StorageClass"]));
        Assert.All(classes, name => Assert.Contains(name, new[] { "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER_IR" }));
        var prefix = UsersPrefix().Match(File.ReadAllText(RepositoryRoot.Combine("src", "Lake", "Objects", "LakeStore.cs"))).Groups[1].Value;
        foreach (var (template, _, bucket) in s_buckets.Where(b => b.Name == "Lake"))
        {
            var users = Assert.Single(Rules(bucket), rule => Template.Is(rule["Prefix"], prefix + "/"));
            Assert.Equal("${KeepUsersVersionsDays}", Template.TextOf(users["NoncurrentVersionExpiration"]!["NoncurrentDays"]));
            Assert.InRange(int.Parse(Template.TextOf(template.Parameters["KeepUsersVersionsDays"]["Default"]), CultureInfo.InvariantCulture), 1, 7);
        }
    }

    [Fact]
    public void Both_buckets_are_copied_whole_deletions_too_to_those_of_the_second_region()
    {
        var there = Template.Named("replica").Of("AWS::S3::Bucket").ToDictionary(p => p.Key, p => Template.TextOf(p.Value["BucketName"]), StringComparer.Ordinal);
        var role = Template.Named("storage").Of("AWS::IAM::Role")["Copier"];
        var rights = Template.Several(role["Policies"]![0]!["PolicyDocument"]!["Statement"]).SelectMany(s => Template.Several(s["Resource"]).Select(Template.TextOf)).ToHashSet(StringComparer.Ordinal);
        foreach (var (_, name, bucket) in s_buckets.Where(b => b.Template.Name == "storage"))
        {
            var configuration = bucket["ReplicationConfiguration"]!["Fn::If"]!;
            Assert.Equal("IsCopied", Template.TextOf(configuration[0]));
            var rule = Assert.Single(Template.Several(configuration[1]!["Rules"]));
            Assert.Equal(("Enabled", "", "Enabled"), (Template.TextOf(rule["Status"]), Template.TextOf(rule["Filter"]!["Prefix"]), Template.TextOf(rule["DeleteMarkerReplication"]!["Status"])));
            Assert.Equal("Enabled", Template.TextOf(rule["Destination"]!["Metrics"]!["Status"]));
            // The name that replica.yaml gives, seen from here.
            var copy = "arn:${AWS::Partition}:s3:::" + there[name].Replace("${AWS::Region}", "${ReplicaRegion}", StringComparison.Ordinal);
            Assert.Equal(copy, Template.TextOf(rule["Destination"]!["Bucket"]));
            Assert.Contains(copy + "/*", rights);
            Assert.Contains("arn:${AWS::Partition}:s3:::" + Template.TextOf(bucket["BucketName"]), rights);
        }
    }

    [Fact]
    public void Pictures_keep_the_headers_of_their_objects_and_get_those_of_the_web_stage()
    {
        var content = Template.Named("content");
        var cache = content.Of("AWS::CloudFront::CachePolicy")["Cache"]["CachePolicyConfig"]!;
        var longest = long.Parse(MaxAge().Match(S3ImageStore.CacheControl).Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.True(long.Parse(Template.TextOf(cache["MaxTTL"]), CultureInfo.InvariantCulture) >= longest);
        var headers = (JsonObject)content.Of("AWS::CloudFront::ResponseHeadersPolicy")["Headers"]["ResponseHeadersPolicyConfig"]!;
        var security = headers["SecurityHeadersConfig"]!;
        Assert.NotNull(security["ContentTypeOptions"]);
        Assert.Contains($"ContentSecurityPolicy = \"{Template.TextOf(security["ContentSecurityPolicy"]!["ContentSecurityPolicy"])}\"", Source("Images", "StoredImages.cs"), StringComparison.Ordinal);
        Assert.Contains($"\"{Template.TextOf(security["ReferrerPolicy"]!["ReferrerPolicy"])}\"", Source("Http", "SecurityHeaders.cs"), StringComparison.Ordinal);
        Assert.Contains($"max-age={Template.TextOf(security["StrictTransportSecurity"]!["AccessControlMaxAgeSec"])}\"", Source("Http", "SecurityHeaders.cs"), StringComparison.Ordinal);
        // Said with errors too: a Cache-Control here would keep a missing picture missing for a year.
        Assert.Null(headers["CustomHeadersConfig"]);
        var distribution = content.Of("AWS::CloudFront::Distribution")["Distribution"]["DistributionConfig"]!;
        Assert.Null(distribution["CacheBehaviors"]);
        var behaviour = distribution["DefaultCacheBehavior"]!;
        Assert.Equal(("redirect-to-https", "${Cache}", "${Headers}"), (Template.TextOf(behaviour["ViewerProtocolPolicy"]), Template.TextOf(behaviour["CachePolicyId"]), Template.TextOf(behaviour["ResponseHeadersPolicyId"])));
        Assert.All(Template.Several(distribution["CustomErrorResponses"]), error => Assert.InRange(int.Parse(Template.TextOf(error["ErrorCachingMinTTL"]), CultureInfo.InvariantCulture), 0, 60));
    }

    [Fact]
    public void Only_this_content_network_reads_and_nobody_lists()
    {
        var content = Template.Named("content");
        var allowed = Template.Several(content.Of("AWS::S3::BucketPolicy")["ImagesAccess"]["PolicyDocument"]!["Statement"]).Where(s => Template.Is(s["Effect"], "Allow")).ToList();
        var reading = Assert.Single(allowed);
        Assert.Equal(("cloudfront.amazonaws.com", "s3:GetObject"), (Template.TextOf(reading["Principal"]!["Service"]), Template.TextOf(reading["Action"])));
        Assert.EndsWith(":distribution/${Distribution}", Template.TextOf(reading["Condition"]!["StringEquals"]!["AWS:SourceArn"]), StringComparison.Ordinal);
        var origin = content.Of("AWS::CloudFront::OriginAccessControl")["Origin"]["OriginAccessControlConfig"]!;
        Assert.Equal(("always", "sigv4", "s3"), (Template.TextOf(origin["SigningBehavior"]), Template.TextOf(origin["SigningProtocol"]), Template.TextOf(origin["OriginAccessControlOriginType"])));
        Assert.Equal("${Origin}", Template.TextOf(content.Of("AWS::CloudFront::Distribution")["Distribution"]["DistributionConfig"]!["Origins"]![0]!["OriginAccessControlId"]));
    }

    private static IReadOnlyList<JsonNode> Rules(JsonObject bucket) => Template.Several(bucket["LifecycleConfiguration"]!["Rules"]);

    private static bool IsRefusedWithoutTls(Template template, string name) =>
        template.Of("AWS::S3::BucketPolicy")[name + "Access"]["PolicyDocument"]!["Statement"] is JsonArray statements
        && statements.Any(s => Template.Is(s!["Effect"], "Deny") && Template.Is(s["Action"], "s3:*") && Template.Is(s["Condition"]?["Bool"]?["aws:SecureTransport"], "false") && Template.Several(s["Resource"]).Count == 2);

    private static string Source(string folder, string file) => File.ReadAllText(RepositoryRoot.Combine("src", "Web", folder, file));

    [GeneratedRegex("UsersPrefix = \"([^\"]+)\"")]
    private static partial Regex UsersPrefix();

    [GeneratedRegex("max-age=([0-9]+)")]
    private static partial Regex MaxAge();
}
