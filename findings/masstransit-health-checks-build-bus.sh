#!/usr/bin/env bash
# MassTransit 8.5.12 with the generic host 10.0: AddMassTransit also registers health checks, and their options are configured from the
# buses themselves. So the host's HealthCheckPublisherHostedService, which is there though nobody publishes health, has every bus put
# together while hosted services are being created: before the first of them is started, and also where MassTransit's own hosted
# service was taken out to start the bus later. Whoever wants a host that begins before its bus has to take out both.
# And a message published to the in-memory bus before it has started is taken without an error and reaches no consumer.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
cat > look.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup>
    <PackageReference Include="MassTransit" Version="8.5.12" />
    <PackageReference Include="Microsoft.Extensions.Hosting" Version="10.0.0" />
  </ItemGroup>
</Project>
XML
cat > Program.cs <<'CS'
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Notes;

Console.WriteLine($"as it is: {await BusesAsync(_ => false)}");
Console.WriteLine($"without MassTransit's hosted service: {await BusesAsync(IsBus)}");
Console.WriteLine($"without the publisher of health checks too: {await BusesAsync(service => IsBus(service) || IsHealth(service))}");

var services = new ServiceCollection();
services.AddLogging();
services.AddMassTransit(bus =>
{
    bus.AddConsumer<NoteConsumer>();
    bus.UsingInMemory((context, memory) => memory.ConfigureEndpoints(context));
});
await using var provider = services.BuildServiceProvider();
var control = provider.GetRequiredService<IBusControl>();
var early = control.Publish(new Note("early"));
Console.WriteLine($"published before the start: {(await Task.WhenAny(early, Task.Delay(5_000)) == early ? "done" : "waits")}");
await control.StartAsync();
await control.Publish(new Note("late"));
while (!NoteConsumer.Read.Contains("late"))
    await Task.Delay(20);
await Task.Delay(1_000);
await early.WaitAsync(TimeSpan.FromSeconds(10));
Console.WriteLine($"consumed: {string.Join(", ", NoteConsumer.Read)}");
await control.StopAsync();

static bool IsBus(ServiceDescriptor service) => service.ImplementationType == typeof(MassTransitHostedService);

static bool IsHealth(ServiceDescriptor service) => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Assembly == typeof(HealthCheckService).Assembly;

// How many buses were put together when a host has started.
static async Task<int> BusesAsync(Func<ServiceDescriptor, bool> isTakenOut)
{
    var made = 0;
    var builder = Host.CreateEmptyApplicationBuilder(null);
    builder.Services.AddMassTransit(bus => bus.UsingInMemory((_, _) => made++));
    foreach (var service in builder.Services.Where(isTakenOut).ToList())
        builder.Services.Remove(service);
    using var host = builder.Build();
    await host.StartAsync();
    var seen = made;
    await host.StopAsync();
    return seen;
}
CS
cat > Notes.cs <<'CS'
using MassTransit;

namespace Notes;

public sealed record Note(string Text);

public sealed class NoteConsumer : IConsumer<Note>
{
    public static System.Collections.Concurrent.ConcurrentQueue<string> Read { get; } = new();

    public Task Consume(ConsumeContext<Note> context)
    {
        Read.Enqueue(context.Message.Text);
        return Task.CompletedTask;
    }
}
CS
dotnet run 2>&1 | tee seen
diff seen - <<'TXT'
as it is: 1
without MassTransit's hosted service: 1
without the publisher of health checks too: 0
published before the start: done
consumed: late
TXT
