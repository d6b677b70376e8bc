using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using PokedexTop.Collections.Gold;
using PokedexTop.Data;

namespace PokedexTop.Collections.Users;

/// <summary>Keys with which programs act for a user: 256 random bits, of which only the hash is kept.</summary>
public sealed class ApiTokens(SqlDatabase database, TimeProvider time)
{
    /// <summary>What every key begins with, so that people and scanners know one when they see it.</summary>
    public const string Prefix = "ptop_";

    /// <summary>Of one user.</summary>
    public const int Most = 50;

    /// <summary>A new key, which is shown this once.</summary>
    /// <returns>Null where the user has as many as there may be.</returns>
    public async Task<(ApiToken Token, string Key)?> MakeAsync(string userId, string name, string scope, DateTime? expiresAt, CancellationToken cancellationToken)
    {
        var key = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var token = new ApiToken { Id = Guid.CreateVersion7(time.GetUtcNow()), UserId = userId, Name = name, Hash = HashOf(key), Scope = scope, CreatedAt = time.UtcNow(), ExpiresAt = expiresAt };
        await using var write = await database.BeginWriteAsync(GoldTables.Layer, cancellationToken);
        await using var count = write.Command("SELECT COUNT(*) FROM gold_api_tokens WHERE user_id = @user", ("@user", userId));
        if (await count.CountAsync(cancellationToken) >= Most)
            return null;
        await database.UpsertAsync(write, GoldTables.Tokens, [token], cancellationToken);
        await write.CommitAsync(cancellationToken);
        return (token, key);
    }

    /// <summary>A user's keys, the oldest first.</summary>
    public async Task<IReadOnlyList<ApiToken>> ListAsync(string userId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command($"{GoldTables.Tokens.Select} WHERE user_id = @user ORDER BY id", ("@user", userId));
        return await select.ReadAsync(GoldTables.Tokens.Read, cancellationToken);
    }

    /// <returns>Whether the user had it.</returns>
    public async Task<bool> RevokeAsync(string userId, Guid id, CancellationToken cancellationToken)
    {
        await using var write = await database.BeginWriteAsync(GoldTables.Layer, cancellationToken);
        var gone = await write.ExecuteAsync("DELETE FROM gold_api_tokens WHERE user_id = @user AND id = @id", [("@user", userId), ("@id", id.ToString())], cancellationToken);
        await write.CommitAsync(cancellationToken);
        return gone > 0;
    }

    /// <summary>The token that a key is; null where there is none, or it has expired.</summary>
    public async Task<ApiToken?> FindAsync(string key, CancellationToken cancellationToken)
    {
        // Found by its hash: how long that takes tells nothing of the key.
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command($"{GoldTables.Tokens.Select} WHERE hash = @hash", ("@hash", HashOf(key)));
        var token = (await select.ReadAsync(GoldTables.Tokens.Read, cancellationToken)).FirstOrDefault();
        return token?.ExpiresAt <= time.UtcNow() ? null : token;
    }

    private static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
