using System.Diagnostics;

namespace PokedexTop.Faults;

/// <summary>
/// Places where the fault suite lets the process die: around every commit, publish and acknowledge. They are named by what
/// they stand beside, so new ones need no list; docs/reliability.md tells how they are used. A release has none of them: what
/// happens at such a place stands in <c>CrashPoint.Faults.cs</c>, which is part of Debug builds and of <c>-p:Faults=true</c>.
/// </summary>
public static partial class CrashPoint
{
    /// <summary>The process has come to the point <c>place.moment</c>.</summary>
    [Conditional("FAULTS")]
    public static void Hit(string place, string moment) => Pass(place, moment);

    static partial void Pass(string place, string moment);
}
