using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Users;
using PokedexTop.CommandLine;
using PokedexTop.Composition;
using PokedexTop.Configuration;
using PokedexTop.Language;

namespace PokedexTop.Commands;

/// <summary><c>users list</c> and <c>users grant</c>: people, and what they may do.</summary>
internal static class UsersCommand
{
    private static readonly Argument<string> s_user = new("USER") { Description = "The user's id, or the subject by which the provider names them" };
    private static readonly Option<string> s_role = new Option<string>("--role") { Description = "user: keeps a collection. admin: may do what an operator does, too. none: may do nothing", Required = true }.AcceptOnlyFromAmong([.. Owner.Roles]);

    public static Command Create() => new("users", "People who signed in, and what they may do.") { List(), Grant() };

    private static VerbCommand List()
    {
        var list = new VerbCommand("list", "List everybody who has signed in.")
        {
            Examples = [("pokedextop users list", "Everybody, with their roles"), ("pokedextop users list --json | jq -r '.users[] | select(.role == \"none\") | .displayName'", "Who waits to be let in")],
        };
        list.Options.Add(VerbOptions.Json);
        return list.Runs(async (arguments, cancellationToken) =>
        {
            await using var services = await ProgramServices.ForReadingAsync(arguments, null, cancellationToken);
            var users = await services.GetRequiredService<UserAccounts>().ListAsync(cancellationToken);
            if (arguments.GetValue(VerbOptions.Json))
            {
                JsonOutput.Write(new { Users = users });
                return ExitCode.Done;
            }
            if (users.Count > 0)
            {
                var table = new TextTable("Id", "Name", "Role", "Issuer", "Subject");
                foreach (var user in users)
                    table.Add(user.Id, Tables.Shortened(user.DisplayName ?? "", 40), user.Role, Tables.Shortened(user.Issuer, 60), Tables.Shortened(user.Subject, 40));
                table.Write();
            }
            CommandOutput.Line($"{English.Count(users.Count, "user")}.");
            return ExitCode.Done;
        });
    }

    private static VerbCommand Grant()
    {
        var grant = new VerbCommand("grant", "Give a user a role.")
        {
            Examples = [("pokedextop users grant 01931d2c-7b5a-7c3e-9d7e-0d4b0a6f2c11 --role admin", "May start syncs, and see and change what a deployment does"), ("pokedextop users grant misty@example.org --role none", "May do nothing from now on")],
        };
        grant.Arguments.Add(s_user);
        grant.Options.Add(s_role);
        grant.Options.Add(VerbOptions.Json);
        return grant.Runs(async (arguments, cancellationToken) =>
        {
            await using var services = await ProgramServices.ForReadingAsync(arguments, null, cancellationToken);
            var accounts = services.GetRequiredService<UserAccounts>();
            var (said, role) = (arguments.GetRequiredValue(s_user), arguments.GetRequiredValue(s_role));
            var user = (await accounts.ListAsync(cancellationToken)).Where(user => user.Id == said || user.Subject == said).ToList() switch
            {
                [] => throw new ConfigurationException($"There is no user '{said}'; 'pokedextop users list' lists those there are. Whoever is to be one signs in first."),
                [{ Id: Owner.Local }] => throw new ConfigurationException($"'{Owner.Local}' is this machine's own user, who stays an administrator."),
                [var one] => one,
                var several => throw new ConfigurationException($"'{said}' is the subject of several users: {string.Join(", ", several.Select(user => $"{user.Id} of {user.Issuer}"))}. Say which by its id."),
            };
            var granted = await accounts.GrantAsync(user.Id, role, cancellationToken) ?? throw new CommandFailedException($"The user '{said}' is gone.");
            await services.GetRequiredService<AuditLog>().AddAsync("the command line", null, "GrantRole", $"id={granted.Id} role={role}", null, null, cancellationToken);
            if (arguments.GetValue(VerbOptions.Json))
                JsonOutput.Write(new { User = granted });
            else
                CommandOutput.Line($"{granted.DisplayName ?? granted.Subject} is {role} now.");
            return ExitCode.Done;
        });
    }
}
