namespace PokedexTop.Web.Pages.Parts;

/// <summary>What a form did, told by the page it leads back to: it stands in that page's address.</summary>
public static class Notice
{
    private const string Name = "done";

    /// <summary>An address with a notice; an older one goes.</summary>
    public static string On(string path, string notice)
    {
        var (before, anchor) = path.IndexOf('#', StringComparison.Ordinal) is >= 0 and var at ? (path[..at], path[at..]) : (path, "");
        var parts = before.Split('?', 2);
        var others = parts.Length == 2 ? parts[1].Split('&').Where(part => part.Length > 0 && !part.StartsWith(Name + "=", StringComparison.Ordinal)) : [];
        return $"{parts[0]}?{string.Join('&', others.Append($"{Name}={Uri.EscapeDataString(notice)}"))}{anchor}";
    }
}
