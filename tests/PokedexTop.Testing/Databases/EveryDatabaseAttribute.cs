using System.Reflection;
using PokedexTop.Configuration;
using Xunit.Sdk;
using Xunit.v3;

namespace PokedexTop.Testing;

/// <summary>
/// A theory that runs once on each database: its last argument is the <see cref="DatabaseProvider"/>. Its trait <c>Database</c>
/// names those it uses, so that the tests of one can be chosen.
/// </summary>
/// <param name="before">The arguments before it.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class EveryDatabaseAttribute(params object?[] before) : DataAttribute
{
    /// <summary>Whether SQLite is left out, where the test is about what processes share on a server.</summary>
    public bool OnServers { get; set; }

    /// <inheritdoc />
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. Enum.GetValues<DatabaseProvider>().Skip(OnServers ? 1 : 0).Select(provider => Row([.. before, provider]))]);

    /// <inheritdoc />
    public override bool SupportsDiscoveryEnumeration() => true;

    private static TheoryDataRow Row(object?[] arguments) =>
        arguments.OfType<DatabaseProvider>().Aggregate(new TheoryDataRow(arguments), (row, provider) => row.WithTrait("Database", $"{provider}"));
}
