namespace PokedexTop.Catalogue;

/// <summary>Most characters per kind of field, so that columns can be declared; longer ones are rejected.</summary>
public static class FieldLimits
{
    /// <summary>Card and set ids.</summary>
    public const int Id = 64;

    /// <summary>Collector numbers; their sort form has up to <see cref="NumberSort"/>.</summary>
    public const int Number = 32;

    /// <summary>Every digit of a number can become six.</summary>
    public const int NumberSort = Number * 6;

    /// <summary>Names and words: card, set, series, artist, rarity, level, subtype…</summary>
    public const int Name = 200;

    /// <summary>Addresses of images.</summary>
    public const int Url = 2000;

    /// <summary>Prose: rules, flavor text, texts of attacks and abilities; and every text kept in extra.</summary>
    public const int Prose = 64 * 1024;

    /// <summary>Finishes of a price block, which are its keys.</summary>
    public const int Finish = 60;

    /// <summary>Keys that are not known.</summary>
    public const int Key = 128;

    /// <summary>Entries of one list or object, unknown fields of one card, findings on one card.</summary>
    public const int Entries = 1000;
}
