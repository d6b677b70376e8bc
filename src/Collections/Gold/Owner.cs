namespace PokedexTop.Collections.Gold;

/// <summary>Somebody who has lots: a row of <c>gold_users</c>.</summary>
public sealed class Owner
{
    internal const int IdLength = 36;

    /// <summary>Whoever uses this machine, until people sign in.</summary>
    public const string Local = "local";

    public required string Id { get; set; }

    /// <summary>Who vouches for the subject; <see cref="Local"/> for nobody but this machine.</summary>
    public required string Issuer { get; set; }

    /// <summary>The issuer's name of the user.</summary>
    public required string Subject { get; set; }

    public string? DisplayName { get; set; }

    /// <summary>user or admin.</summary>
    public required string Role { get; set; }

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
