namespace PokedexTop.Collections.Gold;

/// <summary>Somebody who has lots: a row of <c>gold_users</c>.</summary>
public sealed class Owner
{
    internal const int IdLength = 36;

    /// <summary>Whoever uses this machine, where nobody signs in.</summary>
    public const string Local = "local";

    /// <summary>May keep a collection.</summary>
    public const string User = "user";

    /// <summary>May do what an operator does, too.</summary>
    public const string Admin = "admin";

    /// <summary>May do nothing.</summary>
    public const string Barred = "none";

    public static IReadOnlyList<string> Roles { get; } = [User, Admin, Barred];

    public required string Id { get; set; }

    /// <summary>Who vouches for the subject; <see cref="Local"/> for nobody but this machine.</summary>
    public required string Issuer { get; set; }

    /// <summary>The issuer's name of the user.</summary>
    public required string Subject { get; set; }

    public string? DisplayName { get; set; }

    /// <summary>One of <see cref="Roles"/>.</summary>
    public required string Role { get; set; }

    public required DateTime CreatedAt { get; set; }

    /// <summary>Under which everybody may read what the user owns; null for nobody.</summary>
    public string? PublicName { get; set; }
}

/// <summary>A key with which a program acts for a user: a row of <c>gold_api_tokens</c>. The key itself is kept nowhere.</summary>
public sealed class ApiToken
{
    /// <summary>May read.</summary>
    public const string Read = "read";

    /// <summary>May read and write.</summary>
    public const string Write = "write";

    public static IReadOnlyList<string> Scopes { get; } = [Read, Write];

    public required Guid Id { get; set; }

    public required string UserId { get; set; }

    /// <summary>The owner's name for it.</summary>
    public required string Name { get; set; }

    /// <summary>SHA-256 of the key, in lower-case hex.</summary>
    public required string Hash { get; set; }

    /// <summary>One of <see cref="Scopes"/>.</summary>
    public required string Scope { get; set; }

    public required DateTime CreatedAt { get; set; }

    /// <summary>Null: until it is revoked.</summary>
    public DateTime? ExpiresAt { get; set; }
}

/// <summary>Something that somebody with rights did: a row of <c>gold_audit_log</c>.</summary>
public sealed class AuditEntry
{
    internal const int DetailLength = 2_000;

    /// <summary>In the order of time.</summary>
    public required Guid Id { get; set; }

    public required DateTime At { get; set; }

    /// <summary>Who, in words: a user's name, the key, the command line.</summary>
    public required string Actor { get; set; }

    public string? UserId { get; set; }

    /// <summary>What was done, such as StartSync.</summary>
    public required string Action { get; set; }

    /// <summary>To what, and how.</summary>
    public string? Detail { get; set; }

    /// <summary>Where the request came from.</summary>
    public string? Address { get; set; }

    /// <summary>The HTTP status it was answered with; null where there was no request.</summary>
    public int? Status { get; set; }
}

/// <summary>What protects sessions, for every process of the web stage: a row of <c>gold_session_keys</c>.</summary>
public sealed class SessionKey
{
    public required string Name { get; set; }

    public required string Xml { get; set; }

    public required DateTime CreatedAt { get; set; }
}

/// <summary>A generation of the main games: a row of <c>gold_pokemon_generations</c>.</summary>
internal sealed class GenerationRow
{
    public required int Generation { get; set; }

    public required string Name { get; set; }

    public required string Region { get; set; }

    public required int FirstNumber { get; set; }

    public required int LastNumber { get; set; }
}
