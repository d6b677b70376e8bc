using System.Data.Common;
using System.Reflection;
using Microsoft.Data.SqlClient;
using PokedexTop.Configuration;

namespace PokedexTop.Data.Tests;

public sealed class SqlServerErrorTests
{
    private static readonly SqlDatabase s_database = SqlDatabase.Create(DatabaseProvider.SqlServer, "Server=none");

    /// <summary>A value that does not fit: the row is set aside, and the others are written.</summary>
    [Theory]
    [InlineData(2627)]
    [InlineData(2628)]
    [InlineData(4815)]
    [InlineData(242)]
    [InlineData(8114)]
    public void What_a_row_holds_is_the_rows_fault(int number)
    {
        Assert.True(s_database.IsAboutRows(Error(number)));
        Assert.False(s_database.IsForGood(Error(number)));
    }

    /// <summary>Two collations, an unknown table, no permission: no row's fault, and nothing that waiting mends.</summary>
    [Theory]
    [InlineData(451)]
    [InlineData(468)]
    [InlineData(208)]
    [InlineData(229)]
    public void A_statement_the_database_never_takes_is_not_tried_for_ever(int number)
    {
        Assert.False(s_database.IsAboutRows(Error(number)));
        Assert.False(s_database.MayPass(Error(number)));
    }

    /// <summary>A deadlock's victim, a time-out, a server that is just coming up or went away.</summary>
    [Theory]
    [InlineData(1205)]
    [InlineData(-2)]
    [InlineData(40613)]
    [InlineData(10054)]
    public void What_passes_is_tried_again_and_no_row_is_blamed(int number)
    {
        Assert.False(s_database.IsAboutRows(Error(number)));
        Assert.True(s_database.MayPass(Error(number)));
    }

    /// <summary>Only what the server takes at once when it is asked again; not one that could not be reached at all.</summary>
    [Theory]
    [InlineData(1205, true)]
    [InlineData(10054, true)]
    [InlineData(596, true)]
    [InlineData(-2, false)]
    [InlineData(53, false)]
    [InlineData(2627, false)]
    public void A_deadlocks_victim_and_a_broken_connection_are_interruptions(int number, bool interrupts)
    {
        Assert.Equal(interrupts, s_database.IsInterruption(Error(number)));
        Assert.Equal(interrupts, s_database.IsInterruption(new InvalidOperationException("likely due to a transient failure", Error(number))));
    }

    /// <summary>EF says so of what looks passing, and no card is to blame.</summary>
    [Fact]
    public void What_EF_wraps_is_judged_by_what_the_server_said()
    {
        Assert.False(s_database.IsAboutRows(new InvalidOperationException("likely due to a transient failure", Error(1205))));
        Assert.True(s_database.IsAboutRows(new InvalidOperationException("wrapped", Error(2627))));
        Assert.False(s_database.MayPass(new InvalidOperationException("wrapped", Error(208))));
    }

    [Fact]
    public void Waiting_for_a_connection_in_vain_is_no_rows_fault()
    {
        Assert.False(s_database.IsAboutRows(new TimeoutException()));
        Assert.True(s_database.MayPass(new TimeoutException()));
    }

    /// <summary>SqlClient makes its exceptions itself only.</summary>
    private static DbException Error(int number)
    {
        const BindingFlags inner = BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;
        var errors = (SqlErrorCollection)Activator.CreateInstance(typeof(SqlErrorCollection), nonPublic: true)!;
        var constructor = typeof(SqlError).GetConstructors(inner).OrderBy(c => c.GetParameters().Length).First();
        var values = constructor.GetParameters().Select(p => p.Name == "infoNumber" ? number : p.ParameterType == typeof(string) ? "" : p.HasDefaultValue ? p.DefaultValue : p.ParameterType.IsValueType ? Activator.CreateInstance(p.ParameterType) : null).ToArray();
        typeof(SqlErrorCollection).GetMethod("Add", inner)!.Invoke(errors, [constructor.Invoke(values)]);
        return (SqlException)typeof(SqlException).GetMethods(inner).Where(m => m.Name == "CreateException").OrderBy(m => m.GetParameters().Length).First().Invoke(null, [errors, "16.0"])!;
    }
}
