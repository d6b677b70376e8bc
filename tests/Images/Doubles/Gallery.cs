using System.Collections.Concurrent;
using System.Text;
using PokedexTop.Images.Fetch;

namespace PokedexTop.Images.Tests.Doubles;

/// <summary>A source of images that answers as it is told and remembers what it was asked. An address it does not know is missing.</summary>
internal sealed class Gallery : IImageFetcher
{
    private readonly ConcurrentDictionary<string, ImageAnswer> _answers = new(StringComparer.Ordinal);

    /// <summary>Each request, with the validator it carried.</summary>
    public ConcurrentQueue<(string Url, string? ETag)> Requests { get; } = [];

    /// <summary>Runs while a request is under way.</summary>
    public Func<string, Task>? Asked { get; set; }

    public void Show(string url, string picture) => _answers[url] = new ImageAnswer(ImageOutcome.Received, Picture(picture), ETag: $"\"{picture}\"", LastModified: "Tue, 24 Nov 2026 10:00:00 GMT");

    public void Answer(string url, ImageAnswer answer) => _answers[url] = answer;

    public void Remove(string url) => _answers.TryRemove(url, out _);

    /// <summary>Content <see cref="SketchRenderer"/> can decode.</summary>
    public static byte[] Picture(string picture) => Encoding.UTF8.GetBytes($"sketch 734x1024 {picture}");

    public async Task<ImageAnswer> FetchAsync(string url, string? etag, string? lastModified, CancellationToken cancellationToken)
    {
        Requests.Enqueue((url, etag));
        if (Asked is { } asked)
            await asked(url);
        if (!_answers.TryGetValue(url, out var answer))
            return new ImageAnswer(ImageOutcome.Missing, Reason: "404");
        return etag is not null && etag == answer.ETag ? new ImageAnswer(ImageOutcome.NotModified, ETag: etag) : answer;
    }

    /// <summary>Forgets what it was asked, and tells it once more.</summary>
    public List<string> TakeRequests()
    {
        var urls = new List<string>();
        while (Requests.TryDequeue(out var request))
            urls.Add(request.ETag is null ? request.Url : $"{request.Url} if not {request.ETag}");
        urls.Sort(StringComparer.Ordinal);
        return urls;
    }
}
