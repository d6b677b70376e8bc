#!/usr/bin/env bash
# ParquetSharp 25.0.1.2: a column of DateOnly is written without a word, and the file is right (any reader sees a date). But what wrote it
# does not read it: LogicalReader<DateOnly> over the very same column throws InvalidCastException: read, a date is the library's own
# struct `Date`, so code that copies a column by one type for both ways fails on its own file.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
cat > look.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup><PackageReference Include="ParquetSharp" Version="25.0.1.2" /></ItemGroup>
</Project>
XML
cat > Program.cs <<'CS'
using ParquetSharp;

using (var writer = new ParquetFileWriter("seen.parquet", [new Column<DateOnly>("observed_on")]))
{
    using var group = writer.AppendRowGroup();
    using var column = group.NextColumn().LogicalWriter<DateOnly>();
    column.WriteBatch([new DateOnly(2026, 11, 29)]);
    writer.Close();
}
using var reader = new ParquetFileReader("seen.parquet");
Console.WriteLine(reader.FileMetaData.Schema.Column(0).LogicalType.Type);
Console.WriteLine($"as DateOnly: {Read(c => c.LogicalReader<DateOnly>().ReadAll(1)[0].ToString("O"))}");
Console.WriteLine($"as Date: {Read(c => c.LogicalReader<Date>().ReadAll(1)[0].DateTime.ToString("yyyy-MM-dd"))}");

string Read(Func<ColumnReader, string> read)
{
    try
    {
        using var group = reader.RowGroup(0);
        using var column = group.Column(0);
        return read(column);
    }
    catch (Exception error)
    {
        return $"{error.GetType().Name}: {error.Message}";
    }
}
CS
dotnet run 2>&1 | tee seen
diff seen - <<'TXT'
Date
as DateOnly: InvalidCastException: Tried to get a LogicalColumnReader for column 0 ('observed_on') with an element type of 'System.DateOnly' but the actual element type is 'ParquetSharp.Date'.
as Date: 2026-11-29
TXT
