using PokedexTop.CommandLine;
using Spectre.Console;

namespace PokedexTop.Tests.CommandLine;

public sealed class TextTableTests
{
    private const string Reason = "The card names the set 'swsh12pt5gg', which is neither in the source's list of sets nor in silver";

    [Fact]
    public void On_a_wide_terminal_every_row_is_one_line_and_numbers_stand_right()
    {
        var table = Sets();
        Assert.Equal(
            """
            Set          Name                 Cards  Complete
            ───────────  ────────────  ────────────  ────────
            base1        Base            102 of 102  yes
            swsh12pt5gg  Crown Zenith  1,070 of 902  no
            """.ReplaceLineEndings("\n"), string.Join('\n', table.Lines(100)));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(100)]
    public void No_width_breaks_a_word_or_passes_the_edge(int width)
    {
        foreach (var table in new[] { Sets(), Rejects() })
        {
            var lines = table.Lines(width).ToList();
            var words = lines.SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToHashSet();
            Assert.All(table.Separated().SelectMany(row => row.Split('\t', ' ')).Where(word => word.Length > 0), word => Assert.True(words.Contains(word) || words.Contains(word + ":"), word));
            Assert.All(lines.Where(line => !line.TrimStart().StartsWith("swsh12pt5gg-GG44", StringComparison.Ordinal)), line => Assert.True(line.GetCellWidth() <= Math.Max(width, 24), $"{width}: {line}"));
            Assert.All(lines, line => Assert.Equal(line.TrimEnd(), line));
        }
    }

    [Fact]
    public void Prose_without_room_moves_below_its_row_with_its_head() =>
        Assert.Equal(
            """
            Id  Layer   Item              Next try
            ──  ──────  ────────────────  ────────────────
            17  silver  swsh12pt5gg-GG44  2026-11-28 07:00
                Reason: The card names the set 'swsh12pt5gg',
                which is neither in the source's list of sets
                nor in silver
            """.ReplaceLineEndings("\n"), string.Join('\n', Rejects().Lines(50)));

    [Fact]
    public void Piped_a_row_is_one_line_of_tab_separated_cells()
    {
        var table = new TextTable("#Id", "~Reason");
        table.Add("17", "two\nlines\tand a tab");
        table.Add("1800", null);
        Assert.Equal(["Id\tReason", "17\ttwo lines and a tab", "1800\t"], table.Separated());
    }

    private static TextTable Sets()
    {
        var table = new TextTable("Set", "~Name", "#Cards", "Complete");
        table.Add("base1", "Base", "102 of 102", "yes");
        table.Add("swsh12pt5gg", "Crown Zenith", "1,070 of 902", "no");
        return table;
    }

    private static TextTable Rejects()
    {
        var table = new TextTable("#Id", "Layer", "Item", "Next try", "~Reason");
        table.Add("17", "silver", "swsh12pt5gg-GG44", "2026-11-28 07:00", Reason);
        return table;
    }
}
