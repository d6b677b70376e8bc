using System.Globalization;
using PokedexTop.CommandLine;
using PokedexTop.Commands;

// Reports, documents and English sentences are the same whatever language and calendar the machine is set to.
CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;

// Not returned: Quartz's thread would keep the process for minutes where its database hangs.
Environment.Exit(await ProgramCommandLine.RunAsync(Verbs.Create(), args));
