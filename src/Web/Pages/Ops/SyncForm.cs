using System.Globalization;
using Microsoft.AspNetCore.Http;
using PokedexTop.Documents;

namespace PokedexTop.Web.Pages.Ops;

/// <summary>The form that starts a sync. What is left empty is not asked for; nothing at all: everything.</summary>
internal sealed class SyncForm(IFormCollection said)
{
    /// <summary>The page it leads back to.</summary>
    public string? From => said["from"];

    /// <summary>A form in which nothing stands comes without a body.</summary>
    public static async Task<SyncForm> ReadAsync(HttpRequest request, CancellationToken cancellationToken) =>
        new(request.HasFormContentType ? await request.ReadFormAsync(cancellationToken) : FormCollection.Empty);

    public SyncOrderDocument ToOrder() => new()
    {
        NewSets = said.ContainsKey("newSets"),
        Sets = AuditedForm.Words(said["sets"]),
        // What is no number is no generation either, and is refused as such.
        Generations = [.. said["generations"].Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)],
        Pokemon = AuditedForm.Said(said["pokemon"]),
        Cards = AuditedForm.Words(said["cards"]),
        Force = said.ContainsKey("force"),
    };
}
