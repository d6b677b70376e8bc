using System.Globalization;
using Microsoft.AspNetCore.Http;
using PokedexTop.Collections.Lots;

namespace PokedexTop.Web.Pages.Mine;

/// <summary>What a form says.</summary>
internal static class FormFields
{
    /// <summary>A field's text; null where it says nothing.</summary>
    public static string? Text(this IFormCollection form, string name) => form[name] is [{ } text, ..] && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    /// <summary>A field's whole number; null where it says nothing.</summary>
    /// <exception cref="FormFieldException">It says something else.</exception>
    public static int? Number(this IFormCollection form, string name) =>
        form.Text(name) is not { } text ? null : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw new FormFieldException(name);

    /// <summary>How many copies a field says; null where it says nothing.</summary>
    /// <exception cref="FormFieldException">It says something else, or none.</exception>
    public static int? Copies(this IFormCollection form) => form.Number("quantity") is not < 1 and var copies ? copies : throw new FormFieldException("quantity");

    /// <summary>What a form says of a lot, but for its card and how many.</summary>
    /// <exception cref="FormFieldException">The price is no number.</exception>
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
        PricePaid = form.Amount("pricePaid"),
        Currency = form.Text("currency"),
        Source = "pages",
    };

    // A comma is what half of Europe types. With both signs nobody knows which of them stands before the cents.
    private static decimal? Amount(this IFormCollection form, string name) =>
        form.Text(name) is not { } text ? null
        : decimal.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : throw new FormFieldException(name);
}
