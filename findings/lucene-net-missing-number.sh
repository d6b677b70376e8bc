#!/usr/bin/env bash
# Lucene.Net 4.8.0-beta00017: a sort by a double takes what stands in for a missing value as `object`. SetMissingValue(double.NegativeInfinity)
# compiles and is accepted; the search then throws InvalidCastException, "Unable to cast object of type 'System.Double' to type
# 'J2N.Numerics.Double'", even where no document lacks a value. Only a number of J2N, the port's copy of Java's boxed types, works.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
cat > look.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup><PackageReference Include="Lucene.Net" Version="4.8.0-beta00017" /></ItemGroup>
</Project>
XML
cat > Program.cs <<'CS'
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Store;
using Lucene.Net.Util;

using var directory = new RAMDirectory();
using (var writer = new IndexWriter(directory, new IndexWriterConfig(LuceneVersion.LUCENE_48, null)))
{
    foreach (var hp in new[] { 60.0, 120.0 })
        writer.AddDocument(new Document { new DoubleDocValuesField("hp", hp) });
}
using var reader = DirectoryReader.Open(directory);
string Sorted(object missing)
{
    var field = new SortField("hp", SortFieldType.DOUBLE, true);
    field.SetMissingValue(missing);
    try
    {
        return $"{new IndexSearcher(reader).Search(new MatchAllDocsQuery(), null, 10, new Sort(field)).TotalHits} hits";
    }
    catch (InvalidCastException error)
    {
        return error.Message;
    }
}
Console.WriteLine($"double: {Sorted(double.NegativeInfinity)}");
Console.WriteLine($"J2N: {Sorted(J2N.Numerics.Double.GetInstance(double.NegativeInfinity))}");
CS
dotnet run 2>&1 | tee seen
diff seen - <<'TXT'
double: Unable to cast object of type 'System.Double' to type 'J2N.Numerics.Double'.
J2N: 2 hits
TXT
