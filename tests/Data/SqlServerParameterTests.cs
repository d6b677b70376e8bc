using System.Data;
using Microsoft.Data.SqlClient;

namespace PokedexTop.Data.Tests;

/// <summary>How values travel to SQL Server in statements written by hand.</summary>
public sealed class SqlServerParameterTests
{
    [Fact]
    public void A_time_is_compared_as_exactly_as_it_is_kept() => Assert.Equal(SqlDbType.DateTime2, Parameter(DateTime.UtcNow).SqlDbType);

    [Fact]
    public void A_list_of_any_length_is_one_of_two_types()
    {
        Assert.Equal((SqlDbType.NVarChar, 4000), Shape(Parameter("[]")));
        Assert.Equal((SqlDbType.NVarChar, 4000), Shape(Parameter(new string('x', 4000))));
        Assert.Equal((SqlDbType.NVarChar, -1), Shape(Parameter(new string('x', 4001))));
    }

    private static (SqlDbType, int) Shape(SqlParameter parameter) => (parameter.SqlDbType, parameter.Size);

    private static SqlParameter Parameter(object value)
    {
        using var connection = new SqlConnection();
        using var command = connection.Command("SELECT @value", ("@value", value));
        return (SqlParameter)command.Parameters[0];
    }
}
