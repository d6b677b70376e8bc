using PokedexTop.Testing;

namespace PokedexTop.Deployment.Tests.Container;

/// <summary>deployment/Dockerfile's instructions, in their order.</summary>
internal static class Dockerfile
{
    public static string Path => RepositoryRoot.Combine("deployment", "Dockerfile");

    /// <summary>The arguments of every instruction of one kind.</summary>
    public static IEnumerable<string> Instructions(string kind) =>
        File.ReadAllText(Path).Replace("\\\n", " ", StringComparison.Ordinal).Split('\n')
            .Where(line => line.StartsWith(kind + " ", StringComparison.Ordinal)).Select(line => line[(kind.Length + 1)..].Trim());

    /// <summary>The image's own variables.</summary>
    public static Dictionary<string, string> Environment =>
        Instructions("ENV").SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    /// <summary>The port every process of the image listens on.</summary>
    public static int Port => new Uri(Environment["ASPNETCORE_URLS"]).Port;

    /// <summary>What is copied from the context, by the folder it goes to.</summary>
    public static IEnumerable<string> CopiedFromContext =>
        Instructions("COPY").Where(line => !line.StartsWith("--from", StringComparison.Ordinal)).SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[..^1]);
}
