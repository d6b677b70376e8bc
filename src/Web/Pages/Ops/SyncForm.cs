using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PokedexTop.Documents;

namespace PokedexTop.Web.Pages.Ops;

/// <summary>The form that starts a sync. What is left empty is not asked for; nothing at all: everything.</summary>
internal sealed class SyncForm(IFormCollection said)
{
    /// <summary>The page it leads back to.</summary>
    public string? From => said["from"];

    /// <summary>A form in which nothing stands comes without a body.</summary>
    /// <exception cref="BadHttpRequestException">There is a body, and it is no form or cannot be read as one.</exception>
    public static async Task<SyncForm> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
        {
            return request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true
                ? throw new BadHttpRequestException("A form is needed.", StatusCodes.Status415UnsupportedMediaType) : new SyncForm(FormCollection.Empty);
        }
        try
        {
            return new SyncForm(await request.ReadFormAsync(cancellationToken));
        }
        catch (Exception error) when (error is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw new BadHttpRequestException("The form cannot be read.", error);
        }
    }

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
