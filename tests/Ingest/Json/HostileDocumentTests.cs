using System.Text;
using PokedexTop.Ingest.Json;
using PokedexTop.Testing;

namespace PokedexTop.Ingest.Tests.Json;

public sealed class HostileDocumentTests
{
    private static readonly string[] s_pieces =
        ["\"", "\\", "{", "}", "[", "]", ",", ":", "null", "\\ud800", "\\u0000", "1e999", "-", "\"id\":", "\"id\":7,", "\"set\":{\"id\":", "\"tcgplayer\":{\"updatedAt\":", "\0", "\n"];

    [Fact]
    public void Any_damage_gives_items_or_a_named_error()
    {
        var whole = File.ReadAllBytes(TestData.CardFile("det1"));
        var random = new Random(1996);
        var errors = 0;
        for (var i = 0; i < 3_000; i++)
        {
            try
            {
                foreach (var item in BronzeItemReader.Read(Damage(whole, random), ItemKind.Card))
                {
                    Assert.Equal(item.Id is null, item.RejectReason is not null);
                    Assert.Equal(64, item.ContentHash.Length);
                }
            }
            catch (SourceFormatException)
            {
                errors++;
            }
        }

        Assert.InRange(errors, 500, 2_990);
    }

    private static byte[] Damage(byte[] whole, Random random)
    {
        var at = random.Next(whole.Length);
        byte[] piece = random.Next(3) == 0 ? [(byte)random.Next(256)] : Encoding.UTF8.GetBytes(s_pieces[random.Next(s_pieces.Length)]);
        return random.Next(4) == 0
            ? whole[..at]
            : [.. whole[..at], .. piece, .. whole[Math.Min(whole.Length, at + random.Next(3))..]];
    }
}
