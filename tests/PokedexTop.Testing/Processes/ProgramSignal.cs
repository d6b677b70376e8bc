namespace PokedexTop.Testing;

/// <summary>The signals tests send, by their Linux numbers.</summary>
public enum ProgramSignal
{
    /// <summary>Nothing is sent.</summary>
    None = 0,

    /// <summary>SIGHUP: the terminal it runs in was closed.</summary>
    HangUp = 1,

    /// <summary>SIGINT, as Ctrl-C sends it.</summary>
    Interrupt = 2,

    /// <summary>SIGKILL: a crash.</summary>
    Kill = 9,

    /// <summary>SIGTERM, as Kubernetes sends it.</summary>
    Terminate = 15,

    /// <summary>SIGCONT: goes on after <see cref="Stop"/>.</summary>
    Continue = 18,

    /// <summary>SIGSTOP: a process that hangs, but keeps its connections and locks.</summary>
    Stop = 19,
}
