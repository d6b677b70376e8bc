using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Imports;
using PokedexTop.Collections.Lots;
using PokedexTop.Collections.Tests.Doubles;
using PokedexTop.Collections.Users;
using PokedexTop.Configuration;
using PokedexTop.Testing;

namespace PokedexTop.Collections.Tests.Users;

public sealed class UserAccountsTests
{
    private const string Issuer = "https://issuer.example";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase]
    public async Task Whoever_signs_in_is_the_same_user_each_time_under_the_name_they_have_now(DatabaseProvider provider)
    {
        await using var collectors = await Collectors.StartAsync(provider);
        var accounts = collectors.Get<UserAccounts>();
        var first = await accounts.SignedInAsync(Issuer, "7", "Misty", Owner.User, Stop);
        var again = await accounts.SignedInAsync(Issuer, "7", "Misty Waterflower", Owner.Barred, Stop);
        var nameless = await accounts.SignedInAsync(Issuer, "7", null, Owner.User, Stop);
        Assert.Equal((first.Id, Owner.User, "Misty Waterflower"), (again.Id, again.Role, again.DisplayName));
        Assert.Equal((first.Id, "Misty Waterflower"), (nameless.Id, nameless.DisplayName));
        // The same subject of another issuer is somebody else.
        var other = await accounts.SignedInAsync("https://other.example", "7", "Brock", Owner.User, Stop);
        Assert.NotEqual(first.Id, other.Id);
        Assert.Equal(["Brock", "Misty Waterflower"], (await accounts.ListAsync(Stop)).Select(u => u.DisplayName).OfType<string>());
    }

    [Fact]
    public async Task A_user_who_signs_in_twice_at_once_is_one()
    {
        await using var collectors = await Collectors.StartAsync();
        var users = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => collectors.Get<UserAccounts>().SignedInAsync(Issuer, "7", "Misty", Owner.User, Stop)));
        Assert.Single(users.Select(u => u.Id).Distinct());
    }

    [Fact]
    public async Task A_role_is_given_to_somebody_who_is_there()
    {
        await using var collectors = await Collectors.StartAsync();
        var accounts = collectors.Get<UserAccounts>();
        var user = await accounts.SignedInAsync(Issuer, "7", "Misty", Owner.User, Stop);
        Assert.Equal(Owner.Admin, (await accounts.GrantAsync(user.Id, Owner.Admin, Stop))!.Role);
        Assert.Equal(Owner.Admin, (await accounts.SignedInAsync(Issuer, "7", "Misty", Owner.User, Stop)).Role);
        Assert.Null(await accounts.GrantAsync("nobody", Owner.Admin, Stop));
    }

    [Fact]
    public async Task A_public_name_belongs_to_one_user()
    {
        await using var collectors = await Collectors.StartAsync();
        var accounts = collectors.Get<UserAccounts>();
        var misty = await accounts.SignedInAsync(Issuer, "7", "Misty", Owner.User, Stop);
        var brock = await accounts.SignedInAsync(Issuer, "8", "Brock", Owner.User, Stop);
        Assert.NotNull(await accounts.PublishAsync(misty.Id, "gym", Stop));
        Assert.NotNull(await accounts.PublishAsync(misty.Id, "gym", Stop));
        Assert.Null(await accounts.PublishAsync(brock.Id, "gym", Stop));
        Assert.Equal(misty.Id, (await accounts.FindPublicAsync("gym", Stop))!.Id);
        Assert.NotNull(await accounts.PublishAsync(misty.Id, null, Stop));
        Assert.Null(await accounts.FindPublicAsync("gym", Stop));
        Assert.NotNull(await accounts.PublishAsync(brock.Id, "gym", Stop));
    }

    [Fact]
    public async Task Whoever_leaves_leaves_nothing_behind_and_nobody_else_loses_anything()
    {
        await using var collectors = await Collectors.StartAsync();
        await collectors.AddSetAsync("s1");
        await collectors.AddCardAsync("s1", "1");
        var accounts = collectors.Get<UserAccounts>();
        var misty = await accounts.SignedInAsync(Issuer, "7", "Misty", Owner.Admin, Stop);
        var (_, key) = (await collectors.Get<ApiTokens>().MakeAsync(misty.Id, "phone", ApiToken.Write, null, Stop))!.Value;
        await collectors.Lots.AddAsync(misty.Id, new LotFields { CardId = "s1-1" }, Stop);
        await collectors.AddLotAsync(new LotFields { CardId = "s1-1" });
        await collectors.Get<UserImports>().PreviewAsync(misty.Id, "mine.csv", "card_id\ns1-1\n"u8.ToArray(), new ImportOptions(), Stop);
        await collectors.ImportAsync("card_id\ns1-1\ns1-1\n"u8.ToArray(), commit: false);
        await collectors.Get<AuditLog>().AddAsync("Misty", misty.Id, "StartSync", null, "10.0.0.1", 202, Stop);

        await accounts.DeleteAsync(misty.Id, Stop);
        Assert.Null(await accounts.FindAsync(misty.Id, Stop));
        Assert.Null(await collectors.Get<ApiTokens>().FindAsync(key, Stop));
        Assert.Empty(await collectors.Lots.AllAsync(misty.Id, Stop));
        Assert.Single(await collectors.Lots.AllAsync(Owner.Local, Stop));
        Assert.Equal(["1|2"], await collectors.RowsAsync("SELECT COUNT(DISTINCT import_id), COUNT(*) FROM gold_import_rows"));
        Assert.Empty(await collectors.Get<UserImports>().ListAsync(misty.Id, Stop));
        var entry = Assert.Single(await collectors.Get<AuditLog>().ListAsync(null, 10, Stop));
        Assert.Equal(("StartSync", null, "a user who left"), (entry.Action, entry.UserId, entry.Actor));

        // The user of this machine has nothing left, and is still there.
        await accounts.DeleteAsync(Owner.Local, Stop);
        Assert.Empty(await collectors.Lots.AllAsync(Owner.Local, Stop));
        Assert.NotNull(await accounts.FindAsync(Owner.Local, Stop));
    }

    [Fact]
    public async Task A_key_is_known_by_its_hash_alone_until_it_expires_or_is_revoked()
    {
        await using var collectors = await Collectors.StartAsync();
        var tokens = collectors.Get<ApiTokens>();
        var (token, key) = (await tokens.MakeAsync(Owner.Local, "phone", ApiToken.Read, null, Stop))!.Value;
        var (shortLived, soon) = (await tokens.MakeAsync(Owner.Local, "guest", ApiToken.Write, collectors.Time.GetUtcNow().UtcDateTime.AddHours(1), Stop))!.Value;
        Assert.StartsWith(ApiTokens.Prefix, key, StringComparison.Ordinal);
        Assert.DoesNotContain(key, token.Hash, StringComparison.Ordinal);
        Assert.Equal((token.Id, ApiToken.Read), ((await tokens.FindAsync(key, Stop))!.Id, (await tokens.FindAsync(key, Stop))!.Scope));
        Assert.Equal(shortLived.Id, (await tokens.FindAsync(soon, Stop))!.Id);
        Assert.Null(await tokens.FindAsync(key[..^1], Stop));
        Assert.Null(await tokens.FindAsync(token.Hash, Stop));
        collectors.Time.Advance(TimeSpan.FromHours(1));
        Assert.Null(await tokens.FindAsync(soon, Stop));
        Assert.False(await tokens.RevokeAsync("another", token.Id, Stop));
        Assert.NotNull(await tokens.FindAsync(key, Stop));
        Assert.True(await tokens.RevokeAsync(Owner.Local, token.Id, Stop));
        Assert.Null(await tokens.FindAsync(key, Stop));
    }

    [Fact]
    public async Task The_log_is_read_from_the_newest_on()
    {
        await using var collectors = await Collectors.StartAsync();
        var log = collectors.Get<AuditLog>();
        foreach (var number in Enumerable.Range(1, 5))
        {
            await log.AddAsync("the key", null, $"Action{number}", new string('x', 3_000), null, 200, Stop);
            collectors.Time.Advance(TimeSpan.FromSeconds(1));
        }
        var first = await log.ListAsync(null, 3, Stop);
        var rest = await log.ListAsync(first[^1].Id, 3, Stop);
        Assert.Equal(["Action5", "Action4", "Action3", "Action2", "Action1"], first.Concat(rest).Select(e => e.Action));
        Assert.Equal((5, 2_000), (await log.CountAsync(Stop), first[0].Detail!.Length));
    }
}
