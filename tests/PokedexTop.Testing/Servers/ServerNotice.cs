namespace PokedexTop.Testing.Servers;

/// <summary>Tells the test's reader which server it ran against.</summary>
internal static class ServerNotice
{
    public static void Say(string line)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        TestContext.Current.SendDiagnosticMessage("{0}", line);
    }
}
