using System.Text.Json;
using PokedexTop.CommandLine;
using PokedexTop.Normalize;

namespace PokedexTop.Syncs;

/// <summary>The document of <c>sync --json</c>; scripts rely on its names.</summary>
internal static class SyncDocument
{
    public static void Write(SyncView view, TimeSpan took, IReadOnlyList<SyncView> texts, ImagesFollowed? images) => CommandOutput.WriteJson(json =>
    {
        json.WriteStartObject();
        json.WriteString("syncId", view.Run.SyncId);
        json.WriteString("status", view.Run.Status);
        json.WriteString("source", view.Run.Source);
        if (view.Run.Reason is { } reason)
            json.WriteString("reason", reason);
        if (view.Run.Error is { } error)
            json.WriteString("error", error);
        json.WriteStartObject("sets");
        json.WriteNumber("planned", view.Fetches.Planned);
        json.WriteNumber("fetched", view.Fetches.Fetched);
        json.WriteNumber("failed", view.Fetches.Failed);
        json.WriteEndObject();
        WriteCards(json, view);
        if (texts.Count > 0)
        {
            json.WriteStartArray("texts");
            foreach (var text in texts)
            {
                json.WriteStartObject();
                json.WriteString("source", text.Run.Source);
                json.WriteString("status", text.Run.Status);
                if (text.Run.Error is { } why)
                    json.WriteString("error", why);
                WriteCards(json, text);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        if (images is not null)
        {
            json.WriteStartObject("images");
            foreach (var (status, count) in images.Cards.ByStatus)
                json.WriteNumber(status, count);
            if (images.Trouble is { } trouble)
            {
                json.WriteNumber("failing", trouble.Pictures);
                json.WriteString("reason", trouble.Commonest.Reason);
            }
            json.WriteEndObject();
        }
        json.WriteNumber("durationSeconds", Math.Round(took.TotalSeconds, 3));
        json.WriteEndObject();
    });

    private static void WriteCards(Utf8JsonWriter json, SyncView view)
    {
        json.WriteStartObject("cards");
        json.WriteNumber("seen", view.Counts.Seen);
        json.WriteNumber("new", view.Counts.New);
        json.WriteNumber("changed", view.Counts.Changed);
        json.WriteNumber("unchanged", view.Counts.Unchanged);
        json.WriteNumber("normalized", view.Outcome.Normalized);
        json.WriteNumber("rejected", view.Outcome.Rejected);
        json.WriteNumber("retired", view.Outcome.Retired);
        json.WriteEndObject();
    }
}
