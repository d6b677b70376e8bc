using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PokedexTop.FakeApi;

/// <summary>An answer before it is sent, so that a fault can spoil it on the way.</summary>
internal sealed record Reply(int Status, ReadOnlyMemory<byte> Body, string ContentType = "application/json; charset=utf-8")
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 6_000 };

    public static Reply Json(Action<Utf8JsonWriter> write, int status = 200)
    {
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        using (var writer = new Utf8JsonWriter(buffer, Plain))
            write(writer);
        return new Reply(status, buffer.WrittenMemory);
    }

    public static Reply Empty(int status) => new(status, ReadOnlyMemory<byte>.Empty);

    public static Reply Html(int status, string title) =>
        new(status, Encoding.UTF8.GetBytes($"<!DOCTYPE html>\n<html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>\n"), "text/html; charset=utf-8");

    /// <summary>The documented error body.</summary>
    public static Reply Error(int status)
    {
        var message = status switch
        {
            400 => "Bad Request. Your request is either malformed, or is missing one or more required fields.",
            402 => "Request Failed. The parameters were valid but the request failed.",
            403 => "Forbidden. The user doesn't have permission to perform the request.",
            404 => "Not Found. The requested resource could not be found.",
            429 => "Too Many Requests. The rate limit has been exceeded.",
            _ => "Server Error. Something went wrong on our end.",
        };
        return Json(
            writer =>
            {
                writer.WriteStartObject();
                writer.WriteStartObject("error");
                writer.WriteString("message", message);
                writer.WriteNumber("code", status);
                writer.WriteEndObject();
                writer.WriteEndObject();
            },
            status);
    }
}
