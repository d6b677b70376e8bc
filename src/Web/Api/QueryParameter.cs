using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using PokedexTop.Web.Http;

namespace PokedexTop.Web.Api;

/// <summary>
/// A value that an endpoint takes in its address. The endpoint says so in its metadata, of which the OpenAPI document is made, and reads
/// it by the same words: what it does not say it cannot read.
/// </summary>
internal record QueryParameter(string Name, string Description)
{
    public static readonly QueryParameter Query = new("q", "A query in the search language (docs/search.md), such as types:fire hp:[100 TO *]; without one everything is found.");

    public static readonly QueryParameter Order = new("order", "Fields, with commas between and a hyphen before those that descend, such as name,-hp; ids decide where they do not.");

    public static readonly QueryParameter After = new("after", "Where the page begins; taken from the next of the page before.");

    public static readonly NumberParameter Limit = new("limit", "How many a page has at most.", 1, PageRequest.MostPerPage, PageRequest.Usual);

    /// <summary>Whether a request without it is refused.</summary>
    public bool IsNeeded { get; init; }

    /// <summary>Whether it stands in the request's headers.</summary>
    public bool IsHeader { get; init; }

    public virtual OpenApiSchema Schema => new() { Type = JsonSchemaType.String };
}

/// <summary>A whole number.</summary>
internal sealed record NumberParameter(string Name, string Description, long Least, long Most = long.MaxValue, long? Usual = null) : QueryParameter(Name, Description)
{
    public override OpenApiSchema Schema => new()
    {
        Type = JsonSchemaType.Integer,
        Format = Most > int.MaxValue ? "int64" : "int32",
        Minimum = Least.ToString(CultureInfo.InvariantCulture),
        Maximum = Most == long.MaxValue ? null : Most.ToString(CultureInfo.InvariantCulture),
        Default = Usual is { } usual ? JsonValue.Create(usual) : null,
    };
}

/// <summary>One of some words.</summary>
internal sealed record ChoiceParameter(string Name, string Description, IReadOnlyList<string> Allowed, string? Usual = null) : QueryParameter(Name, Description)
{
    public override OpenApiSchema Schema => new() { Type = JsonSchemaType.String, Enum = [.. Allowed.Select(word => (JsonNode)word)], Default = Usual is null ? null : JsonValue.Create(Usual) };

    /// <exception cref="ApiProblem">It is none of the words.</exception>
    public string? Of(string? value) =>
        value is null ? Usual : Allowed.Contains(value) ? value : throw ApiProblem.Bad(Name, $"{Name} is '{value}'; allowed: {string.Join(", ", Allowed)}.");
}

/// <summary>How endpoints say what they take in their address, and read it.</summary>
internal static class QueryParameters
{
    /// <summary>What is not allowed of it is answered with 400.</summary>
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder endpoint, params QueryParameter[] parameters) => endpoint.WithMetadata([.. parameters]).ProducesProblem(StatusCodes.Status400BadRequest);

    /// <summary>A list that is read page by page: it takes what <see cref="PageRequest.Read"/> reads.</summary>
    public static RouteHandlerBuilder TakesPages(this RouteHandlerBuilder endpoint) => endpoint.Takes(QueryParameter.Limit, QueryParameter.After);

    /// <summary>What the request says; null where it says nothing.</summary>
    /// <exception cref="InvalidOperationException">The endpoint does not say that it takes it.</exception>
    public static string? Text(this HttpRequest request, QueryParameter parameter)
    {
        var endpoint = request.HttpContext.GetEndpoint();
        if (endpoint?.Metadata.GetOrderedMetadata<QueryParameter>().Any(taken => taken.Name == parameter.Name) is not true)
            throw new InvalidOperationException($"{endpoint} reads '{parameter.Name}' and does not say that it takes it.");
        return (parameter.IsHeader ? request.Headers[parameter.Name] : request.Query[parameter.Name]).ToString() is { Length: > 0 } text ? text : null;
    }

    /// <exception cref="ApiProblem">It is no such number.</exception>
    public static long? Number(this HttpRequest request, NumberParameter parameter) =>
        request.Text(parameter) is { } text ? PageRequest.Number(parameter.Name, text, parameter.Least, parameter.Most) : parameter.Usual;

    /// <exception cref="ApiProblem">It is none of the words.</exception>
    public static string? OneOf(this HttpRequest request, ChoiceParameter parameter) => parameter.Of(request.Text(parameter));

    /// <summary>Describes what an endpoint takes, also where its handler's own parameters say a part of it.</summary>
    public static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var parameter in context.Description.ActionDescriptor.EndpointMetadata.OfType<QueryParameter>())
        {
            var described = (operation.Parameters ?? []).Where(p => p.Name != parameter.Name);
            operation.Parameters =
            [
                .. described,
                new OpenApiParameter { Name = parameter.Name, In = parameter.IsHeader ? ParameterLocation.Header : ParameterLocation.Query, Description = parameter.Description, Required = parameter.IsNeeded, Schema = parameter.Schema },
            ];
        }
        return Task.CompletedTask;
    }
}
