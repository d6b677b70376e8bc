using System.Globalization;
using Microsoft.AspNetCore.Http;
using PokedexTop.Collections.Lots;

namespace PokedexTop.Web.Pages.Mine;

/// <summary>What a form says.</summary>
internal static class FormFields
{
    /// <summary>A field's text; null where it says nothing.</summary>
    public static string? Text(this IFormCollection form, string name) => form[name] is [{ } text, ..] && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    /// <summary>A field's number; null where it says none.</summary>
    public static int? Number(this IFormCollection form, string name) => int.TryParse(form.Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>What a form says of a lot, but for its card and how many.</summary>
    public static LotFields Lot(this IFormCollection form) => new()
    {
        List = form.Text("list"),
        Finish = form.Text("finish"),
        Condition = form.Text("condition"),
        Language = form.Text("language"),
        Location = form.Text("location"),
        Notes = form.Text("notes"),
        GradeCompany = form.Text("gradeCompany"),
        Grade = form.Text("grade"),
        Certificate = form.Text("certificate"),
        AcquiredOn = form.Text("acquiredOn"),
        // A comma is what half of Europe types.
        PricePaid = decimal.TryParse(form.Text("pricePaid")?.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var paid) ? paid : null,
        Currency = form.Text("currency"),
        Source = "pages",
    };
}
