using PokedexTop.Language;

namespace PokedexTop.Language.Tests;

public sealed class NearWordsTests
{
    private static readonly string[] s_verbs = ["run", "sync", "status", "replay", "verify", "rejects", "quality", "schedules", "export", "images", "migrate"];

    [Theory]
    [InlineData("statsu", " Did you mean 'status'?")]
    [InlineData("snyc", " Did you mean 'sync'?")]
    [InlineData("Image", " Did you mean 'images'?")]
    [InlineData("schedule", " Did you mean 'schedules'?")]
    [InlineData("reject", " Did you mean 'rejects'?")]
    [InlineData("frobnicate", "")]
    [InlineData("", "")]
    public void A_slip_finds_the_name_that_was_meant(string word, string question) => Assert.Equal(question, NearWords.Question(word, s_verbs));

    [Fact]
    public void Only_the_nearest_are_named_and_few_of_them()
    {
        string[] sets = ["base1", "base2", "base3", "base4", "base5", "base6", "xy1"];
        Assert.Equal(["base1", "base2", "base3", "base4", "base5"], NearWords.Of("base", sets));
        Assert.Equal(["xy1"], NearWords.Of("xy12", sets));
        Assert.Equal(["base6"], NearWords.Of("bsae6", sets));
        Assert.Equal(["base2"], NearWords.Of("BASE2", sets));
    }
}
