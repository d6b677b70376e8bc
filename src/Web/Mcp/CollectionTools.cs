using System.ComponentModel;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol;
using ModelContextProtocol.Server;
using PokedexTop.Collections.Completion;
using PokedexTop.Web.Access;

namespace PokedexTop.Web.Mcp;

/// <summary>The caller's own collection as tools.</summary>
[McpServerToolType]
internal sealed class CollectionTools(UserCompletion completion, IHttpContextAccessor http)
{
    [McpServerTool(Name = "completion", Title = "How complete the collection is", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description("How complete the caller's collection is: of each set, series, generation or species the cards owned and how many there are. Rows of which nothing is owned are left out.")]
    public async Task<string> CompletionAsync([Description("set, series, generation or species.")] string by = "set", CancellationToken cancellationToken = default)
    {
        if (!CompletionReport.Groupings.Contains(by))
            throw new McpException($"by is '{by}'; allowed: {string.Join(", ", CompletionReport.Groupings)}.");
        return CatalogueTools.Written((await completion.ReadAsync(User, cancellationToken)).By(by).Where(row => row.Copies > 0));
    }

    [McpServerTool(Name = "missing_cards", Title = "What is missing of a set", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description("The cards of a set that the caller does not own, with the missing finishes and how many are wished for.")]
    public async Task<string> MissingAsync(
        [Description("The set's id, such as base1.")] string set,
        [Description("printed: numbers within the printed total. all: with the secret ones. master: every card in every finish.")] string of = "all",
        CancellationToken cancellationToken = default)
    {
        if (!CompletionReport.Scopes.Contains(of))
            throw new McpException($"of is '{of}'; allowed: {string.Join(", ", CompletionReport.Scopes)}.");
        return CatalogueTools.Written(await completion.MissingAsync(User, set, of, cancellationToken) ?? throw new McpException($"There is no set '{set}' with cards; get_set lists those there are."));
    }

    private string User => http.HttpContext!.User.UserId() ?? throw new McpException("Whose collection? Send a token of yours: Authorization: Bearer ptop_… (POST /api/me/tokens makes one).");
}
