using PokedexTop.Images.Status;
using PokedexTop.Language;
using PokedexTop.Normalize.Status;

namespace PokedexTop.Web.Pages.Ops;

/// <summary>How a set stands, for a cell of the map and a row of the table.</summary>
internal sealed record SetState(SetStatus Set, ImageCounts? Images, DateTime Now)
{
    /// <summary>What the alert for a set that was not fetched takes for old.</summary>
    private static readonly TimeSpan s_old = TimeSpan.FromDays(3);

    public string Name => Set.Name ?? Set.SetId;

    /// <summary>Of the page, for the cell to lead to.</summary>
    public string Anchor => "set-" + string.Concat($"{Set.Feed}-{Set.SetId}".Select(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '.' ? sign : '_'));

    /// <summary>Pictures that are here, in whatever resolution.</summary>
    public long Pictures => Images is { } images ? images.Stored + images.Lowres : 0;

    /// <summary>How much of the set is in each layer, from 0 to 1.</summary>
    public (double Fetched, double Normalized, double Pictured) Shares => (
        Share(Set.Fetched ?? 0, Set.Expected ?? Set.Fetched ?? Set.Total ?? 0), Share(Set.Current, Set.Fetched ?? Set.Total ?? 0), Share(Pictures, Set.Current));

    public bool IsOld => Set.Listed && Set.FetchedAt is { } at && Now - at > s_old;

    /// <summary>The state that matters most, as a class of the style.</summary>
    public string Kind => this switch
    {
        { Set.Listed: false } => "unlisted",
        { Set.LastFetch: "failed" } => "failed",
        { Set.FetchedAt: null } => "unfetched",
        { Set.Complete: false } => "partial",
        { IsOld: true } => "old",
        { Images: { } images } when images.Final < Set.Current => "pictureless",
        _ => "whole",
    };

    /// <summary>The same in words.</summary>
    public string Words => Kind switch
    {
        "unlisted" => "not in the source's list any more",
        "failed" => "its last fetch failed",
        "unfetched" => "not fetched yet",
        "partial" => Set.Quarantined > 0 ? $"{English.Count(Set.Quarantined, "card")} in quarantine" : "not wholly in silver",
        "old" => "not fetched for three days",
        "pictureless" => "pictures to come",
        _ => "whole",
    };

    private static double Share(long part, long whole) => whole <= 0 ? 0 : Math.Min(1, (double)part / whole);
}
