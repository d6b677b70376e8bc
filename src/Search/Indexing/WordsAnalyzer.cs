using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace PokedexTop.Search.Indexing;

/// <summary>Gives the index the words of <see cref="IndexedWords"/>, one by one; a text without a sign between words is one word.</summary>
internal sealed class WordsAnalyzer : Analyzer
{
    /// <summary>Between the values of one field, so that no phrase reaches from one into the next.</summary>
    public override int GetPositionIncrementGap(string fieldName) => 1_000;

    protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader) => new(new WordsTokenizer(reader));

    private sealed class WordsTokenizer : Tokenizer
    {
        private readonly ICharTermAttribute _term;
        private readonly IPositionIncrementAttribute _position;
        private string _words = "";
        private int _at = -1;

        public WordsTokenizer(TextReader reader)
            : base(reader) => (_term, _position) = (AddAttribute<ICharTermAttribute>(), AddAttribute<IPositionIncrementAttribute>());

        public override bool IncrementToken()
        {
            if (_at < 0)
                (_words, _at) = (m_input.ReadToEnd(), 0);
            if (_at >= _words.Length)
                return false;
            var end = _words.IndexOf(IndexedWords.Next, _at);
            end = end < 0 ? _words.Length : end;
            var isAtSamePlace = _words[_at] == IndexedWords.SamePlace;
            var start = isAtSamePlace ? _at + 1 : _at;
            ClearAttributes();
            _term.SetEmpty().Append(_words, start, Math.Min(end - start, IndexedCard.MostCharacters));
            _position.PositionIncrement = isAtSamePlace ? 0 : 1;
            _at = end + 1;
            return true;
        }

        public override void Reset()
        {
            base.Reset();
            _at = -1;
        }
    }
}
