using Mono.Cecil;
using Mono.Cecil.Cil;
using PokedexTop.Data;

namespace PokedexTop.SqlServer.Tests.Capture;

/// <summary>The lines of a stage that make a command, as its compiled code has them.</summary>
internal static class CommandLines
{
    private static readonly string[] s_makers =
    [
        $"{typeof(DbConnectionExtensions).FullName}.{nameof(DbConnectionExtensions.Command)}",
        $"{typeof(WriteTransaction).FullName}.{nameof(WriteTransaction.Command)}",
        $"{typeof(WriteTransaction).FullName}.{nameof(WriteTransaction.ExecuteAsync)}",
    ];

    /// <summary>As <c>File.cs:12</c>.</summary>
    public static IEnumerable<string> Of(Type inAssembly)
    {
        using var module = ModuleDefinition.ReadModule(inAssembly.Assembly.Location, new ReaderParameters { ReadSymbols = true });
        return [.. module.GetTypes().SelectMany(t => t.Methods).Where(m => m.HasBody).SelectMany(Of).Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Of(MethodDefinition method)
    {
        var points = method.DebugInformation.SequencePoints.Where(p => !p.IsHidden).ToList();
        foreach (var call in method.Body.Instructions)
        {
            // What is handed on as a delegate is called where it arrives.
            if (call.OpCode.FlowControl == FlowControl.Call && call.Operand is MethodReference called && s_makers.Contains($"{called.DeclaringType.FullName}.{called.Name}") && points.FindLast(p => p.Offset <= call.Offset) is { } point)
                yield return $"{Path.GetFileName(point.Document.Url.Replace('\\', '/'))}:{point.StartLine}";
        }
    }
}
