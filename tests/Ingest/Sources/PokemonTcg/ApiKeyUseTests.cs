using Microsoft.Extensions.Time.Testing;
using PokedexTop.Ingest.Sources.Http;
using PokedexTop.Ingest.Sources.PokemonTcg;

namespace PokedexTop.Ingest.Tests.Sources.PokemonTcg;

public sealed class ApiKeyUseTests
{
    private const string Key = "my-secret-key";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly List<string> _notes = [];

    public static TheoryData<string> Failures => [.. Enum.GetNames<CallFailure>()];

    [Fact]
    public void Without_a_key_nothing_is_learned_and_nothing_said()
    {
        var use = Use(null);
        Observe(use, keyed: true, CallFailure.Refused);
        Observe(use, keyed: false, CallFailure.None);
        Assert.Null(use.Next());
        Assert.Empty(_notes);
    }

    [Fact]
    public void A_refused_key_rests_for_an_hour_once_a_call_without_it_succeeds()
    {
        var use = Use();
        Observe(use, keyed: true, CallFailure.Refused);
        Assert.Null(use.Next());
        Observe(use, keyed: false, CallFailure.None);

        Assert.Null(use.Next());
        _time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        Assert.Null(use.Next());
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(Key, use.Next());
        Assert.Equal("The API key of pokemontcg is not used for the next hour: it was refused, and a call without it succeeded. Calls go on with the smaller quota.", Assert.Single(_notes));
    }

    [Fact]
    public void A_key_that_rests_again_and_again_is_told_of_once()
    {
        var use = Use();
        for (var i = 0; i < 3; i++)
        {
            Observe(use, keyed: true, CallFailure.Refused);
            Observe(use, keyed: false, CallFailure.None);
            Assert.Null(use.Next());
            _time.Advance(TimeSpan.FromHours(1));
        }
        Assert.Single(_notes);
    }

    [Fact]
    public void Three_server_errors_in_a_row_make_a_key_suspicious()
    {
        var use = Use();
        Observe(use, keyed: true, CallFailure.ServerError, CallFailure.ServerError);
        Assert.Equal(Key, use.Next());
        Observe(use, keyed: true, CallFailure.ServerError);
        Assert.Null(use.Next());
        // Once may be bad luck.
        Observe(use, keyed: false, CallFailure.NotFound);
        Assert.Equal(Key, use.Next());
        Observe(use, keyed: true, CallFailure.ServerError, CallFailure.ServerError, CallFailure.ServerError);
        Observe(use, keyed: false, CallFailure.NotFound);
        Assert.Null(use.Next());
        Assert.Contains("calls with it failed again and again", Assert.Single(_notes), StringComparison.Ordinal);
        // The count begins anew when the key is used again.
        _time.Advance(TimeSpan.FromHours(1));
        Observe(use, keyed: true, CallFailure.ServerError, CallFailure.ServerError);
        Assert.Equal(Key, use.Next());
    }

    [Fact]
    public void A_key_that_works_between_two_rows_of_server_errors_is_kept()
    {
        var use = Use();
        for (var i = 0; i < 5; i++)
        {
            Observe(use, keyed: true, CallFailure.ServerError, CallFailure.ServerError, CallFailure.ServerError);
            Observe(use, keyed: false, CallFailure.None);
            Observe(use, keyed: true, CallFailure.None);
        }
        Assert.Equal(Key, use.Next());
        Assert.Empty(_notes);
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public void An_answer_that_the_key_was_taken_for_ends_a_row_of_server_errors(string between)
    {
        var use = Use();
        var failure = Enum.Parse<CallFailure>(between);
        Observe(use, keyed: true, CallFailure.ServerError, CallFailure.ServerError, failure, CallFailure.ServerError);
        var taken = failure is CallFailure.None or CallFailure.NotFound or CallFailure.BadRequest;
        Assert.Equal(taken ? Key : null, use.Next());
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public void What_a_call_without_a_suspicious_key_says_decides(string probe)
    {
        var use = Use();
        var failure = Enum.Parse<CallFailure>(probe);
        Observe(use, keyed: true, CallFailure.Refused);
        Observe(use, keyed: false, failure);

        var wasTheKey = failure is CallFailure.None or CallFailure.NotFound;
        var wasNotTheKey = failure is CallFailure.ServerError or CallFailure.Refused;
        Assert.Equal(wasNotTheKey ? Key : null, use.Next());
        Assert.Equal(wasTheKey ? 1 : 0, _notes.Count);
        _time.Advance(TimeSpan.FromHours(1));
        // Any other outcome says nothing: the suspicion stays until a call without the key tells.
        Assert.Equal(wasTheKey || wasNotTheKey ? Key : null, use.Next());
    }

    [Fact]
    public void Calls_without_the_key_say_nothing_of_a_key_that_is_not_suspected()
    {
        var use = Use();
        Observe(use, keyed: true, CallFailure.ServerError, CallFailure.ServerError);
        Observe(use, keyed: false, CallFailure.None, CallFailure.ServerError);
        Assert.Equal(Key, use.Next());
        Observe(use, keyed: true, CallFailure.ServerError);
        Assert.Null(use.Next());
        Assert.Empty(_notes);
    }

    private ApiKeyUse Use(string? key = Key) => new(key, _time, new Notes<ApiKeyUse>(_notes));

    private static void Observe(ApiKeyUse use, bool keyed, params CallFailure[] failures)
    {
        foreach (var failure in failures)
            use.Observe(keyed, failure);
    }
}
