using PokedexTop.Images.Fetch;
using PokedexTop.Images.Rows;
using PokedexTop.Images.Transfer;

namespace PokedexTop.Images.Tests.Transfer;

/// <summary>The rows of one card's picture, before and after it was stored.</summary>
internal static class SamplePicture
{
    public const string Large = "https://images.example/c1_hires.png";
    public const string Small = "https://images.example/c1.png";

    public static readonly DateTime Now = new(2026, 11, 1, 12, 0, 0, DateTimeKind.Utc);
    public static readonly DateTime Before = Now.AddDays(-40);
    public static readonly ImageSchedule Schedule = new(TimeSpan.FromDays(30), TimeSpan.FromDays(7), Attempts: 20);

    /// <summary>A picture that was planned and never asked for.</summary>
    public static List<ImageRow> Planned() =>
        [.. new[] { "original", "small", "thumb" }.Select(rendition => new CardImage
        {
            CardId = "c1",
            Rendition = rendition,
            Status = ImageStatus.Pending,
            WantedUrl = rendition == "original" ? Large : null,
            FallbackUrl = rendition == "original" ? Small : null,
        })];

    /// <summary>One that was stored a while ago; nobody made its thumb.</summary>
    public static List<ImageRow> Held()
    {
        var picture = Planned();
        ImageOutcomes.Apply(picture, Received("a"), Schedule, Before);
        return picture;
    }

    public static ImageAttempt Received(string version, ImageObject? original = null, bool fallback = false) => new(
        ImageOutcome.Received, fallback ? Small : Large, fallback,
        new StoredPicture(original ?? Stored("original", version), [Stored("small", version)], "settings"), "\"tag\"", "yesterday");

    /// <summary>The object a row names, in a line.</summary>
    public static string Object(ImageRow row) => $"{row.ObjectKey}|{row.Url}|{row.Sha256}|{row.Width}|{row.Height}|{row.Bytes}";

    private static ImageObject Stored(string rendition, string version) =>
        new(rendition, $"{rendition}-{version}", $"at {rendition}-{version}", $"sha {rendition}-{version}", 1, 2, 3);
}
