using PokedexTop.CommandLine;

namespace PokedexTop.Tests.CommandLine;

public sealed class WordWrapTests
{
    [Fact]
    public void Lines_break_between_words_and_keep_their_indent() =>
        Assert.Equal(["  one two", "  three", "  four"], WordWrap.Lines("  one two three four", 9));

    [Fact]
    public void What_follows_a_label_stands_below_what_the_label_is_of() =>
        Assert.Equal(["Bronze    102 cards", "          in 3 sets"], WordWrap.Lines("Bronze    102 cards in 3 sets", 20, indent: 10));

    [Fact]
    public void A_word_longer_than_the_line_stays_whole_so_that_it_can_be_copied() =>
        Assert.Equal(["see", "https://pokedextop.example.org/ops", "for more"], WordWrap.Lines("see https://pokedextop.example.org/ops for more", 12));

    [Fact]
    public void A_no_break_space_breaks_no_line() =>
        Assert.Equal(["in", "30\u00a0s"], WordWrap.Lines("in 30\u00a0s", 6));

    [Fact]
    public void What_fits_stays_as_it_is() => Assert.Equal(["", "a  b", ""], WordWrap.Lines("\na  b\n", 10));
}
