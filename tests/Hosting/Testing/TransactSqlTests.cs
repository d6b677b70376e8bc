using PokedexTop.Testing;

namespace PokedexTop.Hosting.Tests.Testing;

/// <summary>The check of what is sent to SQL Server, of which none runs here: it takes what compatibility level 150 has, of SQL Server 2019 and 2022, and nothing else.</summary>
public sealed class TransactSqlTests
{
    [Theory]
    [InlineData("SELECT a::int FROM t", "::")]
    [InlineData("SELECT CURRENT_DATE AS d FROM t", "CURRENT_DATE")]
    [InlineData("SELECT a FROM t WHERE b < LOCALTIMESTAMP", "LOCALTIMESTAMP")]
    [InlineData("CREATE TABLE t (a json)", "type json")]
    [InlineData("CREATE TABLE t (a vector(3))", "type vector")]
    [InlineData("SELECT CAST(a AS json) FROM t", "type json")]
    [InlineData("ALTER TABLE t ADD a boolean", "type boolean")]
    [InlineData("CREATE TABLE t (a jsonb NOT NULL)", "type jsonb")]
    [InlineData("SELECT REGEXP_LIKE(a, 'x') FROM t", "REGEXP_LIKE()")]
    [InlineData("SELECT JSON_ARRAYAGG(a) FROM t", "JSON_ARRAYAGG()")]
    [InlineData("SELECT length(a) FROM t", "length()")]
    [InlineData("SELECT MAX(a, b) FROM t", "MAX() of 2 values")]
    [InlineData("SELECT value FROM json_each(@ids)", "json_each() as a table")]
    [InlineData("SELECT * FROM REGEXP_MATCHES(@a, 'x')", "REGEXP_MATCHES() as a table")]
    [InlineData("SELECT a FROM t WHERE b = TRUE", "TRUE")]
    [InlineData("SELECT value FROM GENERATE_SERIES(1, 5)", "GENERATE_SERIES() as a table")]
    [InlineData("SELECT rowid FROM t", "rowid")]
    [InlineData("SELECT a = 1 FROM t", "a = …, which elsewhere is a comparison")]
    [InlineData("SELECT DATE '2026-11-28'", "a text as a name, which elsewhere is a literal with a type: '2026-11-28'")]
    [InlineData("SELECT a FROM t EXCEPT ALL SELECT a FROM s", "EXCEPT ALL")]
    [InlineData("SELECT a FROM t FOR UPDATE", "FOR UPDATE")]
    [InlineData("SELECT a FROM t WHERE a LIKE 'x' COLLATE NOCASE", "COLLATE NOCASE")]
    public void What_other_databases_or_later_versions_have_is_refused(string sql, string word) => Assert.Equal([$"not SQL Server's: {word}"], TransactSql.Complaints(sql));

    [Theory]
    [InlineData("SELECT a || b FROM t")]
    [InlineData("UPDATE t SET a ||= 'x'")]
    [InlineData("EXEC(N'CREATE VIEW v AS SELECT a || b AS c FROM t')")]
    [InlineData("SELECT a FROM t WHERE a IS NOT DISTINCT FROM b")]
    [InlineData("SELECT COUNT(*) OVER w FROM t WINDOW w AS (PARTITION BY a)")]
    [InlineData("SELECT a FROM t ORDER BY a LIMIT 5")]
    [InlineData("INSERT INTO t (a) VALUES (1) ON CONFLICT DO NOTHING")]
    [InlineData("SELECT COUNT(*) FILTER (WHERE a > 1) FROM t")]
    [InlineData("SELECT a FROM t WHERE (a, b) IN (SELECT 1, 2)")]
    [InlineData("SELECT a FROM t ORDER BY a NULLS LAST")]
    [InlineData("CREATE TABLE IF NOT EXISTS t (a int)")]
    public void What_is_not_its_grammar_is_refused_with_its_place(string sql) => Assert.StartsWith("line 1, column ", Assert.Single(TransactSql.Complaints(sql)), StringComparison.Ordinal);

    [Theory]
    [InlineData("SELECT SUM(COUNT(*)) OVER () AS n, COUNT(DISTINCT a) FROM t GROUP BY a")]
    [InlineData("SELECT a + b AS c, CURRENT_TIMESTAMP AS d FROM t ORDER BY a OFFSET 0 ROWS FETCH NEXT 5 ROWS ONLY")]
    [InlineData("SELECT value FROM OPENJSON(@ids) WITH (value nvarchar(200) '$')")]
    [InlineData("SELECT a FROM t WHERE a = 'x' COLLATE Latin1_General_100_BIN2")]
    [InlineData("CREATE TABLE t (a nvarchar(max), b double precision, c bit, d sysname, e datetime2(7))")]
    [InlineData("CREATE OR ALTER VIEW v AS SELECT \"rule\" AS [key] FROM t UNION ALL SELECT b FROM s")]
    [InlineData("DROP TABLE IF EXISTS t")]
    public void What_level_150_has_is_taken(string sql) => Assert.Empty(TransactSql.Complaints(sql));
}
