#!/usr/bin/env bash
# ASP.NET Core 10.0 (SDK 10.0.401), EnableRequestDelegateGenerator, which writes the code of minimal API handlers while a program is
# compiled. It is told to change nothing but the speed. Four things differ:
# 1. A handler that returns the result of a Razor component of its own project compiles without it and not with it: components are
#    written by another generator, whose types it does not see, so it writes their names without a namespace.
# 2. A handler that returns TypedResults.Json of an anonymous object compiles without it; with it, the generated code is no C#.
# 3. With RouteHandlerOptions.ThrowOnBadRequest a value that is no number throws BadHttpRequestException, which an exception handler
#    turns into an answer that names the parameter. With the generator that is so for `int count`, but `int? count` and `long count = 20`
#    answer 400 without an exception, so nobody can say which parameter was wrong.
# 4. A handler with a default value, beside one of the same types without, compiles, and the program ends while it starts.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
cat > site.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk.Web">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable>
    <EnableRequestDelegateGenerator>$(Generated)</EnableRequestDelegateGenerator>
    <DefineConstants>$(DefineConstants);$(Part)</DefineConstants>
  </PropertyGroup>
</Project>
XML
mkdir Parts
echo '<p>Pikachu</p>' > Parts/Hello.razor
cat > Program.cs <<'CS'
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using site.Parts;

var builder = WebApplication.CreateBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Services.AddRazorComponents();
builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
var app = builder.Build();
app.Use(async (context, next) =>
{
    try
    {
        await next(context);
    }
    catch (BadHttpRequestException wrong)
    {
        context.Response.StatusCode = 400;
        await context.Response.WriteAsync(wrong.Message);
    }
});
#if COMPONENT
app.MapGet("/hello", () => new RazorComponentResult<Hello>());
#endif
#if ANONYMOUS
app.MapGet("/live", () => TypedResults.Json(new { status = "live" }));
#endif
app.MapGet("/needed", Needed);
app.MapGet("/optional", Optional);
app.MapGet("/usual", Usual);
#if SAME
app.MapGet("/same", (int count = 20) => count);
#endif
await app.StartAsync();
using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
foreach (var path in new[] { "needed", "optional", "usual" })
{
    using var answer = await client.GetAsync($"/{path}?count=many");
    Console.WriteLine($"  {path}: {(int)answer.StatusCode} '{await answer.Content.ReadAsStringAsync()}'");
}

static int Needed(int count) => count;
static int? Optional(int? count) => count;
static long Usual(long count = 20) => count;
CS
compile() { # whether generated, which part
  if dotnet build -v q -nologo -p:Generated="$1" -p:Part="$2" > log 2>&1; then echo "compiles"; else echo "does not compile: $(grep -o 'error CS[0-9]*' log | sort -u | head -1)"; fi
}
{
  for generated in false true; do
    echo "generated: $generated"
    echo "  a component: $(compile $generated COMPONENT)"
    echo "  an anonymous object: $(compile $generated ANONYMOUS)"
    compile $generated SAME > /dev/null
    if dotnet bin/Debug/net10.0/site.dll > log 2>&1; then echo "  a default value beside the same type without one: starts"; else echo "  a default value beside the same type without one: $(grep -o '[A-Za-z]*Exception' log | head -1)"; fi
    compile $generated NEITHER > /dev/null
    dotnet bin/Debug/net10.0/site.dll
  done
} | tee seen
diff seen - <<'TXT'
generated: false
  a component: compiles
  an anonymous object: compiles
  a default value beside the same type without one: starts
  needed: 400 'Failed to bind parameter "int count" from "many".'
  optional: 400 'Failed to bind parameter "Nullable<int> count" from "many".'
  usual: 400 'Failed to bind parameter "long count" from "many".'
generated: true
  a component: does not compile: error CS0246
  an anonymous object: does not compile: error CS0103
  a default value beside the same type without one: InvalidCastException
  needed: 400 'Failed to bind parameter "int count" from "many".'
  optional: 400 ''
  usual: 400 ''
TXT
