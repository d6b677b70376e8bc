using PokedexTop.Images.Fetch;
using PokedexTop.Images.Rows;

namespace PokedexTop.Images.Transfer;

/// <summary>Asks for a picture: the address the catalogue prefers, and where that one is missing the low resolution.</summary>
internal sealed class PictureSource(IImageFetcher fetcher)
{
    /// <summary>The answer of the last address asked.</summary>
    public async Task<(ImageAnswer Answer, string? Url, bool IsFallback)> AskAsync(ImageRow row, CancellationToken cancellationToken)
    {
        (ImageAnswer Answer, string? Url, bool IsFallback) last = (new ImageAnswer(ImageOutcome.Missing, Reason: "The catalogue gives no address."), null, false);
        foreach (var (url, isFallback) in new[] { (row.WantedUrl, false), (row.FallbackUrl, true) })
        {
            if (url is null)
                continue;
            // The validators are those of what is held, which came from one address only.
            var held = row.IsHeld && row.SourceUrl == url;
            var answer = await fetcher.FetchAsync(url, held ? row.Etag : null, held ? row.LastModified : null, cancellationToken);
            if (answer.Outcome == ImageOutcome.NotModified && !held)
                answer = new ImageAnswer(ImageOutcome.Failed, Reason: "304 Not Modified, but nothing of this address is held.");
            last = (answer, url, isFallback);
            if (answer.Outcome != ImageOutcome.Missing || held)
                break;
        }
        return last;
    }
}
