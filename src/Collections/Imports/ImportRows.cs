using System.Data.Common;
using PokedexTop.Collections.Gold;
using PokedexTop.Data;

namespace PokedexTop.Collections.Imports;

/// <summary>The statements on <c>gold_imports</c> and <c>gold_import_rows</c>.</summary>
internal static class ImportRows
{
    public static async Task<CollectionImport?> FindAsync(DbCommand select, CancellationToken cancellationToken)
    {
        await using (select)
            return (await select.ReadAsync(GoldTables.Imports.Read, cancellationToken)).FirstOrDefault();
    }

    public static string ById => $"{GoldTables.Imports.Select} WHERE user_id = @user AND id = @id";

    public static string BySha256 => $"{GoldTables.Imports.Select} WHERE user_id = @user AND sha256 = @sha256";

    public static string Rows => $"{GoldTables.ImportRows.Select} WHERE import_id = @id ORDER BY \"row\"";

    public static async Task<List<CollectionImportRow>> RowsAsync(DbCommand select, CancellationToken cancellationToken)
    {
        await using (select)
            return await select.ReadAsync(GoldTables.ImportRows.Read, cancellationToken);
    }

    /// <summary>Removes previews that nobody has written in thirty days, and those beyond a user's twenty: rows can be read again from their file.</summary>
    public static async Task TidyAsync(SqlDatabase database, WriteTransaction write, string userId, DateTime now, CancellationToken cancellationToken)
    {
        await using var select = write.Command("SELECT id, user_id, previewed_at FROM gold_imports WHERE committed_at IS NULL ORDER BY previewed_at DESC, id DESC");
        var previews = await select.ReadAsync(r => (Id: r.GetString(0), UserId: r.GetString(1), At: r.Utc(2)), cancellationToken);
        string[] old = [.. previews.Where(p => p.At < now - ImportLimits.Wait).Concat(previews.Where(p => p.UserId == userId).Skip(ImportLimits.Previews)).Select(p => p.Id).Distinct()];
        if (old.Length == 0)
            return;
        await write.ExecuteAsync($"DELETE FROM gold_import_rows WHERE {database.IsOneOf("import_id", "@ids")}", [("@ids", database.TextList(old))], cancellationToken);
        await write.ExecuteAsync($"DELETE FROM gold_imports WHERE {database.IsOneOf("id", "@ids")}", [("@ids", database.TextList(old))], cancellationToken);
    }
}
