using System.Globalization;
using PokedexTop.Documents;

namespace PokedexTop.Web.Pages.Ops;

/// <summary>The form that starts a sync. What is left empty is not asked for; nothing at all: everything.</summary>
internal sealed class SyncForm
{
    public string? NewSets { get; set; }

    public string? Sets { get; set; }

    public string[]? Generations { get; set; }

    public string? Pokemon { get; set; }

    public string? Cards { get; set; }

    public string? Force { get; set; }

    /// <summary>The page it leads back to.</summary>
    public string? From { get; set; }

    public SyncOrderDocument ToOrder() => new()
    {
        NewSets = NewSets is not null,
        Sets = AuditedForm.Words(Sets),
        // What is no number is no generation either, and is refused as such.
        Generations = [.. (Generations ?? []).Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)],
        Pokemon = AuditedForm.Said(Pokemon),
        Cards = AuditedForm.Words(Cards),
        Force = Force is not null,
    };
}
