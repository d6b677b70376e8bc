namespace PokedexTop.Collections.Files;

/// <summary>The formats that hold all there is of a lot.</summary>
internal static class OurFormats
{
    public const string Json = "json";

    public const string Csv = "csv";
}
