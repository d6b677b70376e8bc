using System.Diagnostics;
using System.Text;

namespace PokedexTop.Testing.Processes;

/// <summary>Collects one output stream of a process while it runs.</summary>
internal sealed class ProcessOutput
{
    private readonly StringBuilder text = new();

    public void Append(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null)
            return;
        lock (text)
            text.Append(line.Data).Append('\n');
    }

    public override string ToString()
    {
        lock (text)
            return text.ToString();
    }

    /// <summary>The last characters, for a message.</summary>
    public string Tail(int characters = 2000)
    {
        var all = ToString();
        return all.Length <= characters ? all : "…" + all[^characters..];
    }
}
