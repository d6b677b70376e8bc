using System.Globalization;
using PokedexTop.Documents;

namespace PokedexTop.Web.Pages.Ops;

/// <summary>The form that starts a sync. What is left empty is not asked for; nothing at all: everything.</summary>
internal sealed record SyncForm(string? NewSets, string? Sets, string[]? Generations, string? Pokemon, string? Cards, string? Force, string? From)
{
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
