namespace PokedexTop.Ingest.Sources.Http;

/// <summary>What one call may take.</summary>
/// <param name="Connect">Until the connection stands.</param>
/// <param name="Total">From the request to the last byte, however steadily they drip.</param>
/// <param name="MaxBytes">Of the body, counted after decompression.</param>
internal sealed record HttpLimits(TimeSpan Connect, TimeSpan Total, long MaxBytes);
