using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;
using PokedexTop.Configuration;
using PokedexTop.Testing;

namespace PokedexTop.FaultTests.Oracle;

/// <summary>The tables by plain SQL, with values spelled the same whichever database holds them.</summary>
internal sealed class Tables(Func<DbConnection> connect)
{
    public static Tables OfSqlite(string file) => new(() => new SqliteConnection($"Data Source={file};Mode=ReadWrite;Pooling=False;Default Timeout=30"));

    /// <summary>Those of a server.</summary>
    public static Tables Of(TestDatabase database) => new(() => database.Provider == DatabaseProvider.SqlServer
        ? new SqlConnection(database.ConnectionString + ";Pooling=false")
        : new NpgsqlConnection(database.ConnectionString + ";Pooling=false"));

    /// <summary>Every row of a statement, as column name → text; NULL is null.</summary>
    public List<Dictionary<string, string?>> Rows(string sql)
    {
        using var connection = connect();
        connection.Open();
        using var command = Command(connection, sql);
        using var reader = command.ExecuteReader();
        var rows = new List<Dictionary<string, string?>>();
        while (reader.Read())
        {
            var row = new Dictionary<string, string?>(reader.FieldCount, StringComparer.Ordinal);
            for (var i = 0; i < reader.FieldCount; i++)
                row[reader.GetName(i)] = reader.IsDBNull(i) ? null : Text(reader.GetValue(i));
            rows.Add(row);
        }
        return rows;
    }

    public long Number(string sql) => long.Parse(Rows(sql)[0].Values.Single() ?? "0", CultureInfo.InvariantCulture);

    public int Execute(string sql)
    {
        using var connection = connect();
        connection.Open();
        using var command = Command(connection, sql);
        return command.ExecuteNonQuery();
    }

    private static string Text(object value) => value switch
    {
        bool flag => flag ? "1" : "0",
        DateTime time => time.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH':'mm':'ss.FFFFFF", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        decimal amount => amount.ToString("0.####", CultureInfo.InvariantCulture),
        string text => Spelled(text),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>JSON without the freedoms a database takes (jsonb reorders keys); SQLite's texts of numbers and times as the others'.</summary>
    private static string Spelled(string text)
    {
        if (text.Length > 0 && text[0] is '{' or '[')
        {
            try
            {
                return Ordered(JsonNode.Parse(text))?.ToJsonString() ?? text;
            }
            catch (JsonException)
            {
                return text;
            }
        }
        if (text.EndsWith(" 00:00:00", StringComparison.Ordinal))
            return text[..^9];
        // Decimals are text in SQLite: 0.50 and 0.5 are one number.
        return text.Contains('.', StringComparison.Ordinal) && decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount)
            ? amount.ToString("0.####", CultureInfo.InvariantCulture)
            : text;
    }

    public static JsonNode? Ordered(JsonNode? node) => node switch
    {
        JsonObject item => new JsonObject(item.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Ordered(p.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Ordered)]),
        _ => node?.DeepClone(),
    };

    private static DbCommand Command(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are those of the tests.
        command.CommandText = TestSql.Portable(sql);
#pragma warning restore CA2100
        return command;
    }
}
