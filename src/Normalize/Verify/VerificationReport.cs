using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PokedexTop.Normalize.Verify;

/// <summary>
/// The report's lines and its checksums. A line is <c>feed set card-id content-hash silver-bronze-id</c>; everything
/// else stands behind <c># </c>. Checksums leave the bronze id out, because two copies of one catalogue number their
/// versions differently, and sort, so that the order of fetching does not matter.
/// </summary>
internal sealed class VerificationReport(string feed, TextWriter? output)
{
    private readonly List<string> _sets = [];

    public async Task BeginAsync(string source, string location, DateTime startedAt)
    {
        await WriteAsync("# pokedextop verification report, format 1");
        await WriteAsync($"# source {source} ({location})");
        await WriteAsync(string.Create(CultureInfo.InvariantCulture, $"# started {startedAt:yyyy-MM-dd'T'HH:mm:ss'Z'}"));
    }

    /// <summary>Adds one set: its card lines, then its checksum.</summary>
    /// <param name="setHash">Content hash of the set in silver; null where silver does not have it.</param>
    public async Task AddSetAsync(string setId, string? setHash, IEnumerable<(string CardId, string? ContentHash, long? BronzeId)> cards)
    {
        var lines = cards
            .Select(c => (Checked: $"{Word(feed)} {Word(setId)} {Word(c.CardId)} {Hash(c.ContentHash)}", Id: c.BronzeId?.ToString(CultureInfo.InvariantCulture) ?? "-"))
            .OrderBy(l => l.Checked, StringComparer.Ordinal)
            .ToList();
        var sum = Sum(lines.Select(l => l.Checked));
        var set = $"{Word(feed)} {Word(setId)} {lines.Count} {Hash(setHash)} {sum}";
        _sets.Add(set);
        foreach (var line in lines)
            await WriteAsync($"{line.Checked} {line.Id}");
        await WriteAsync("# set " + set);
    }

    public Task AddAsync(Difference difference) =>
        WriteAsync($"# difference {difference.Kind} {Word(difference.SetId)} {(difference.CardId is { } id ? Word(id) : "-")} {difference.Detail.ReplaceLineEndings(" ")}");

    public Task AddAsync(UnlistedSet set) => WriteAsync(string.Create(CultureInfo.InvariantCulture, $"# no longer listed {Word(feed)} {Word(set.SetId)} {set.Cards}"));

    /// <summary>Ends the report and gives the checksum over all sets.</summary>
    /// <param name="cards">Cards of the source.</param>
    /// <param name="differences">Differences found.</param>
    /// <param name="images">What the images layer says of current cards, in words.</param>
    public async Task<string> EndAsync(int cards, int differences, string images)
    {
        _sets.Sort(StringComparer.Ordinal);
        var sum = Sum(_sets);
        await WriteAsync($"# images: {images}");
        await WriteAsync($"# differences {differences}");
        await WriteAsync($"# total {Word(feed)} {_sets.Count} {cards} {sum}");
        return sum;
    }

    // What is no hash must not look like two words of a line.
    private static string Hash(string? hash) => hash is null ? "-" : Word(hash);

    /// <summary>Ids as one word of printable ASCII: what is not is escaped as in a URL, so that sorting is the same everywhere.</summary>
    private static string Word(string id)
    {
        if (id.Length > 0 && id.All(c => c is > ' ' and <= '~' and not '%' and not '#'))
            return id;
        var word = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(id))
        {
            if (b is > (byte)' ' and <= (byte)'~' and not (byte)'%' and not (byte)'#')
                word.Append((char)b);
            else
                word.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
        }
        return word.Length == 0 ? "%" : word.ToString();
    }

    private static string Sum(IEnumerable<string> lines)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in lines)
            hash.AppendData(Encoding.ASCII.GetBytes(line + "\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private Task WriteAsync(string line) => output is null ? Task.CompletedTask : output.WriteAsync(line + "\n");
}
