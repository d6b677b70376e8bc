namespace PokedexTop.Web.Access;

/// <summary>The ways in which a caller is known.</summary>
internal static class AccessSchemes
{
    /// <summary>Chooses one of the others by what the request carries.</summary>
    public const string Any = "any";

    /// <summary>The key, or a call from this machine.</summary>
    public const string Machine = "machine";

    /// <summary>A user's own token.</summary>
    public const string Token = "token";

    /// <summary>The provider's access token.</summary>
    public const string Bearer = "bearer";

    /// <summary>A browser that signed in.</summary>
    public const string Session = "session";

    /// <summary>The provider, where people sign in.</summary>
    public const string Provider = "provider";
}

/// <summary>An endpoint that only reads although it takes a body: a token that only reads may use it.</summary>
internal sealed class OnlyReads;

/// <summary>Who may use an endpoint.</summary>
internal static class Policies
{
    /// <summary>Somebody with a collection; a token that only reads cannot write.</summary>
    public const string Collectors = "collectors";

    public const string Administrators = "administrators";

    /// <summary>Everybody, or users, as configured.</summary>
    public const string Catalogue = "catalogue";

    /// <summary>Everybody, or users, as configured.</summary>
    public const string DropIn = "drop-in";

    /// <summary>Pictures: whoever may read what shows them.</summary>
    public const string Pictures = "pictures";
}
