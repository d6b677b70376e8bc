using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PokedexTop.Web.Http;

namespace PokedexTop.Web.Tests.Http;

/// <summary>What the log says of proxies that nobody named.</summary>
public sealed class TrustedProxiesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", true, 1)]
    [InlineData("", false, 0)]
    [InlineData("127.0.0.0/8", true, 0)]
    public async Task A_proxy_that_is_not_trusted_is_told_of_once(string trusted, bool forwards, int told)
    {
        using var log = new WrittenLog();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.AddSingleton(WebOptions.Read(new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Web:TrustedProxies", (string?)trusted)]).Build()));
        await using var app = builder.Build();
        app.UseTrustedProxies();
        app.MapGet("/", () => "home");
        await app.StartAsync(Stop);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        if (forwards)
            client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        for (var i = 0; i < 3; i++)
            Assert.Equal("home", await client.GetStringAsync(new Uri("/", UriKind.Relative), Stop));
        var warnings = log.Lines.Where(line => line.Contains("Web:TrustedProxies", StringComparison.Ordinal)).ToList();
        Assert.Equal(told, warnings.Count);
        Assert.All(warnings, line => Assert.StartsWith("Warning PokedexTop.Web: A request came from 127.0.0.1 with X-Forwarded-For,", line, StringComparison.Ordinal));
    }

    private sealed class WrittenLog : ILoggerProvider
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

        public void Dispose()
        {
        }

        private sealed class Category(WrittenLog log, string name) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                log.Lines.Enqueue($"{logLevel} {name}: {formatter(state, exception)}");
        }
    }
}
