using PokedexTop.Collections.Gold;
using PokedexTop.Data;

namespace PokedexTop.Collections.Users;

/// <summary>The people a collection can belong to: found when they sign in, listed, given a role, and forgotten.</summary>
public sealed class UserAccounts(SqlDatabase database, TimeProvider time)
{
    private const int LongestName = 200;

    /// <summary>What a user has, beside the row itself.</summary>
    private static readonly string[] s_theirs = ["gold_imports", "gold_user_collections", "gold_api_tokens"];

    public async Task<Owner?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command($"{GoldTables.Users.Select} WHERE id = @id", ("@id", id));
        return (await select.ReadAsync(GoldTables.Users.Read, cancellationToken)).FirstOrDefault();
    }

    /// <summary>Whose collection everybody may read under a name.</summary>
    public async Task<Owner?> FindPublicAsync(string name, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command($"{GoldTables.Users.Select} WHERE public_name = @name", ("@name", name));
        return (await select.ReadAsync(GoldTables.Users.Read, cancellationToken)).FirstOrDefault();
    }

    /// <summary>Everybody, by name.</summary>
    public async Task<IReadOnlyList<Owner>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command($"{GoldTables.Users.Select} ORDER BY display_name, id");
        return await select.ReadAsync(GoldTables.Users.Read, cancellationToken);
    }

    /// <summary>The user whom an issuer vouches for; one who was never here gets a row.</summary>
    /// <param name="issuer">Who vouches.</param>
    /// <param name="subject">The issuer's name of the user, which never changes.</param>
    /// <param name="name">For people; kept as it is now.</param>
    /// <param name="newRole">The role of one who was never here.</param>
    /// <param name="cancellationToken">Nothing is written then.</param>
    public async Task<Owner> SignedInAsync(string issuer, string subject, string? name, string newRole, CancellationToken cancellationToken)
    {
        var shown = name is { Length: > LongestName } ? name[..LongestName] : name;
        if (await FindAsync(issuer, subject, cancellationToken) is { } known && (shown is null || known.DisplayName == shown))
            return known;
        await using var write = await database.BeginWriteAsync(GoldTables.Layer, cancellationToken);
        await using var select = write.Command(BySubject, ("@issuer", issuer), ("@subject", subject));
        var user = (await select.ReadAsync(GoldTables.Users.Read, cancellationToken)).FirstOrDefault()
            ?? new Owner { Id = Guid.CreateVersion7(time.GetUtcNow()).ToString(), Issuer = issuer, Subject = subject, Role = newRole, CreatedAt = time.UtcNow() };
        user.DisplayName = shown ?? user.DisplayName;
        await database.UpsertAsync(write, GoldTables.Users, [user], cancellationToken);
        await write.CommitAsync(cancellationToken);
        return user;
    }

    /// <summary>Gives a user a role.</summary>
    /// <returns>The user as it is now; null where there is none.</returns>
    public Task<Owner?> GrantAsync(string id, string role, CancellationToken cancellationToken) => ChangeAsync(id, user => user.Role = role, cancellationToken);

    /// <summary>Lets everybody read what a user owns under a name, or nobody.</summary>
    /// <returns>The user as it is now; null where there is none, or another has the name.</returns>
    public async Task<Owner?> PublishAsync(string id, string? name, CancellationToken cancellationToken)
    {
        var taken = name is null ? null : await FindPublicAsync(name, cancellationToken);
        return taken is not null && taken.Id != id ? null : await ChangeAsync(id, user => user.PublicName = name, cancellationToken);
    }

    /// <summary>Forgets a user and everything that is theirs. Whoever signs in again begins anew.</summary>
    public async Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        await using var write = await database.BeginWriteAsync(GoldTables.Layer, cancellationToken);
        await write.ExecuteAsync("DELETE FROM gold_import_rows WHERE import_id IN (SELECT i.id FROM gold_imports i WHERE i.user_id = @user)", [("@user", id)], cancellationToken);
        foreach (var table in s_theirs)
            await write.ExecuteAsync($"DELETE FROM {table} WHERE user_id = @user", [("@user", id)], cancellationToken);
        // What was done stays known, but not by whom.
        await write.ExecuteAsync("UPDATE gold_audit_log SET actor = @gone, user_id = NULL WHERE user_id = @user", [("@gone", "a user who left"), ("@user", id)], cancellationToken);
        // This machine has always a user.
        if (id == Owner.Local)
            await write.ExecuteAsync("UPDATE gold_users SET public_name = NULL, display_name = NULL WHERE id = @user", [("@user", id)], cancellationToken);
        else
            await write.ExecuteAsync("DELETE FROM gold_users WHERE id = @user", [("@user", id)], cancellationToken);
        await write.CommitAsync(cancellationToken);
    }

    private static string BySubject => $"{GoldTables.Users.Select} WHERE issuer = @issuer AND subject = @subject";

    private async Task<Owner?> FindAsync(string issuer, string subject, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(BySubject, ("@issuer", issuer), ("@subject", subject));
        return (await select.ReadAsync(GoldTables.Users.Read, cancellationToken)).FirstOrDefault();
    }

    private async Task<Owner?> ChangeAsync(string id, Action<Owner> change, CancellationToken cancellationToken)
    {
        await using var write = await database.BeginWriteAsync(GoldTables.Layer, cancellationToken);
        await using var select = write.Command($"{GoldTables.Users.Select} WHERE id = @id", ("@id", id));
        if ((await select.ReadAsync(GoldTables.Users.Read, cancellationToken)).FirstOrDefault() is not { } user)
            return null;
        change(user);
        await database.UpsertAsync(write, GoldTables.Users, [user], cancellationToken);
        await write.CommitAsync(cancellationToken);
        return user;
    }
}
