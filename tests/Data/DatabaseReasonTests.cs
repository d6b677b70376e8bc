using System.ComponentModel;
using System.Net.Sockets;
using PokedexTop.Data;

namespace PokedexTop.Data.Tests;

public sealed class DatabaseReasonTests
{
    [Fact]
    public void The_reason_of_a_failure_is_the_innermost_that_is_none_of_success()
    {
        Assert.Equal("no route", SqlDatabase.ReasonOf(new InvalidOperationException("outer", new TimeoutException("no route", new Win32Exception(0)))));
        var refused = new SocketException((int)SocketError.ConnectionRefused);
        Assert.Equal(refused.Message, SqlDatabase.ReasonOf(new InvalidOperationException("outer", refused)));
    }
}
