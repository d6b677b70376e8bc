#!/usr/bin/env bash
# .NET SDK 10.0.401 with runtime 10.0.12: PublishReadyToRunComposite, which compiles a self-contained program and its runtime into one
# image, with MassTransit 8.5.12, Npgsql.EntityFrameworkCore.PostgreSQL 10.0.3 and Quartz 4.7.3 referred to.
# 1. What a process never touches costs memory all the same. A program that prints one line needs about as much with three packages
#    beside it as without them when each assembly has its own image; in the composite image the packages, whose code never runs, cost
#    it megabytes.
# 2. PublishReadyToRunCompositeExclusions, the SDK's way to leave an assembly out of the image, does not hand it to the compiler, not
#    even to look at: leaving out System.Private.Xml, which types that stay implement interfaces of, ends in "Failed to load assembly".
#    Handed over by hand it compiles, and with the packages left out too the memory comes back.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
cat > one.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
    <RuntimeIdentifier>linux-x64</RuntimeIdentifier><PublishReadyToRun>true</PublishReadyToRun><InvariantGlobalization>true</InvariantGlobalization>
  </PropertyGroup>
  <ItemGroup Condition="'$(Packages)' == 'true'">
    <PackageReference Include="MassTransit" Version="8.5.12" />
    <PackageReference Include="Npgsql.EntityFrameworkCore.PostgreSQL" Version="10.0.3" />
    <PackageReference Include="Quartz" Version="4.7.3" />
  </ItemGroup>
  <ItemGroup Condition="'$(Apart)' == 'true'">
    <PublishReadyToRunCompositeExclusions Include="System.Private.Xml.dll;MassTransit.dll;MassTransit.Abstractions.dll;Quartz.dll;Microsoft.EntityFrameworkCore.dll;Microsoft.EntityFrameworkCore.Relational.dll" />
  </ItemGroup>
  <Target Name="HandOver" AfterTargets="_PrepareForReadyToRunCompilation" Condition="'$(HandOver)' == 'true'">
    <ItemGroup>
      <_ReadyToRunCompositeBuildReferences Include="@(_ReadyToRunAssembliesToReference)" Exclude="@(_ReadyToRunCompositeBuildInput)" />
    </ItemGroup>
  </Target>
</Project>
XML
cat > Program.cs <<'CS'
var peak = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM")).Split(':')[1].Trim().Split(' ')[0];
Console.WriteLine(peak);
CS
publish() { rm -rf bin obj out; dotnet publish -c Release --self-contained -o out -v quiet --nologo "$@"; }
peak() { for _ in 1 2 3 4 5; do ./out/one; done | sort -n | sed -n 3p; }

publish >/dev/null; alone=$(peak)
publish -p:Packages=true >/dev/null; alone_with=$(peak)
publish -p:PublishReadyToRunComposite=true >/dev/null; composite=$(peak)
publish -p:PublishReadyToRunComposite=true -p:Packages=true >/dev/null; composite_with=$(peak)
echo "median peak of 5 runs, KiB: an image each $alone, with packages $alone_with; composite $composite, with packages $composite_with"
[ $((alone_with - alone)) -lt 2048 ] || { echo "the packages cost memory in images of their own now"; exit 1; }
[ $((composite_with - composite)) -gt 4096 ] || { echo "the packages cost no memory in the composite image any more"; exit 1; }

publish -p:PublishReadyToRunComposite=true -p:Apart=true > failed.log && { echo "what was left out is handed over now"; exit 1; }
grep -o -m1 "Failed to load assembly 'System.Private.Xml'" failed.log || { cat failed.log; exit 1; }
publish -p:PublishReadyToRunComposite=true -p:Packages=true -p:Apart=true -p:HandOver=true >/dev/null; apart_with=$(peak)
echo "left out and handed over: $apart_with"
[ "$apart_with" -lt "$composite_with" ] || { echo "leaving them out brings nothing back"; exit 1; }
