using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using PokedexTop.CommandLine;
using PokedexTop.Configuration;
using PokedexTop.Data;

namespace PokedexTop.Composition;

/// <summary>
/// The log on stderr, one line an entry: <c>12:03:04Z warn Ingest: …</c>, in UTC as every time the program tells. An exception adds its message; its stack trace
/// only where the Debug level is on, since a broker that is down is no defect.
/// </summary>
/// <param name="faultsOfMessages">
/// Whether to show the bus's own lines about single messages: one for each that fails, thousands where a disk is full or a
/// process stops. The stages say themselves what they could not do, and what is left stands in the tables.
/// </param>
internal sealed class ConsoleLines(bool faultsOfMessages = false) : ILoggerProvider
{
    private static readonly RepeatedEntries s_repeated = new();

    private readonly ConcurrentDictionary<string, Lines> _loggers = new(StringComparer.Ordinal);

    public ILogger CreateLogger(string categoryName) => _loggers.GetOrAdd(categoryName, name => new Lines(name, faultsOfMessages || !name.StartsWith("MassTransit", StringComparison.Ordinal)));

    public void Dispose()
    {
    }

    /// <summary>How MassTransit begins a line about one message: it failed to be consumed, sent, moved, or is tried again.</summary>
    private static readonly string[] s_ofMessages = ["R-FAULT ", "S-FAULT ", "T-FAULT ", "R-RETRY ", "S-RETRY ", "R-DUPE ", "SKIP "];

    private sealed class Lines(string category, bool all) : ILogger
    {
        private readonly string _name = category.StartsWith("PokedexTop.", StringComparison.Ordinal) ? category.Split('.')[1] : category[(category.LastIndexOf('.') + 1)..];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (EndsProgram(exception))
                return;
            var text = formatter(state, exception);
            if ((!all && s_ofMessages.Any(start => text.StartsWith(start, StringComparison.Ordinal))) || IsBusThatNeverBegan(text))
                return;
            if (exception is not null)
                text += logLevel == LogLevel.Debug || logLevel == LogLevel.Critical ? Environment.NewLine + exception : $": {SqlDatabase.ReasonOf(exception)}";
            var now = DateTime.UtcNow;
            if (logLevel < LogLevel.Warning || s_repeated.IsNews(category, text, now))
                CommandOutput.Remark($"{now:HH:mm:ss}Z {Word(logLevel)} {_name}: {text}");
        }

        /// <summary>The program says once, without the host's stack traces, what ended it; and that the host and services beside it were cancelled by it, nobody need know.</summary>
        private bool EndsProgram(Exception? exception)
        {
            Exception[] reasons = exception is AggregateException several ? [.. several.Flatten().InnerExceptions] : exception is null ? [] : [exception];
            return reasons.Any(reason => reason.GetBaseException() is ConfigurationException)
                || (_name == "Host" && reasons.Length > 0 && reasons.All(reason => reason is OperationCanceledException));
        }

        /// <summary>A host that ends before its bus began stops it all the same, and MassTransit warns of that.</summary>
        private bool IsBusThatNeverBegan(string text) =>
            _name == "MassTransit" && text.StartsWith("Failed to stop bus", StringComparison.Ordinal) && text.EndsWith("(Not Started)", StringComparison.Ordinal);

        private static string Word(LogLevel level) => level switch
        {
            LogLevel.Trace => "trce",
            LogLevel.Debug => "dbug",
            LogLevel.Information => "info",
            LogLevel.Warning => "warn",
            LogLevel.Error => "fail",
            _ => "crit",
        };
    }
}
