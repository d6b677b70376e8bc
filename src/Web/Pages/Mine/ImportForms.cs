using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Collections.Imports;
using PokedexTop.Collections.Lots;
using PokedexTop.Configuration;
using PokedexTop.Web.Access;
using PokedexTop.Web.Pages.Parts;
using PokedexTop.Web.Pages.Shell;

namespace PokedexTop.Web.Pages.Mine;

/// <summary>What forms of the import pages send.</summary>
internal static class ImportForms
{
    public static void MapImportForms(this RouteGroupBuilder forms)
    {
        forms.MapPost("/imports", PreviewAsync).WithMetadata(new RequestSizeLimitAttribute(UserImports.MostBytes + 10_000));
        forms.MapPost("/imports/{import:guid}/commit", CommitAsync);
        forms.MapPost("/imports/{import:guid}/rows/{row:int}", ResolveAsync);
    }

    private static async Task<IResult> PreviewAsync(IFormFile file, IFormCollection form, HttpContext context, UserImports imports, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancellationToken);
        try
        {
            var options = new ImportOptions(form.Text("format"), form.Text("currency")?.ToUpperInvariant());
            var report = await imports.PreviewAsync(context.User.User(), file.FileName, bytes.GetBuffer().AsMemory(0, (int)bytes.Length), options, cancellationToken);
            return TypedResults.LocalRedirect($"/collection/imports/{report.Id}");
        }
        catch (ConfigurationException wrong)
        {
            context.RequestServices.GetRequiredService<PagePolicy>().ApplyTo(context.Response);
            return new RazorComponentResult<RefusedFile>(new { Problem = wrong.Message }) { StatusCode = StatusCodes.Status400BadRequest };
        }
    }

    private static async Task<IResult> CommitAsync(Guid import, HttpContext context, UserImports imports, CancellationToken cancellationToken) =>
        CollectingRoutes.Back($"/collection/imports/{import}", await imports.CommitAsync(context.User.User(), import, again: false, cancellationToken) is null ? Notice.NotThere : Notice.Imported);

    private static async Task<IResult> ResolveAsync(Guid import, int row, IFormCollection form, HttpContext context, UserImports imports, CancellationToken cancellationToken) =>
        CollectingRoutes.Back(form.Text("back"), await imports.ResolveAsync(context.User.User(), import, row, new LotFields { CardId = form.Text("card") }, cancellationToken) switch
        {
            { Row: null } => Notice.NotThere,
            { Problem: not null } => Notice.Refused(["cardId"]),
            _ => Notice.Resolved,
        });
}
