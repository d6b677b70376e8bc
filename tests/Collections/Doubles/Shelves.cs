namespace PokedexTop.Collections.Tests.Doubles;

/// <summary>A small catalogue with what makes other programs' rows hard: promos, galleries, a code that two sets share, one product of two finishes.</summary>
internal static class Shelves
{
    public static async Task<Collectors> StartAsync(Configuration.DatabaseProvider provider = Configuration.DatabaseProvider.Sqlite)
    {
        var collectors = await Collectors.StartAsync(provider);
        await collectors.AddSetAsync("base1", printedTotal: 102, name: "Base", ptcgo: "BS");
        await collectors.AddCardAsync("base1", "4", name: "Charizard", finishes: ["holo"], tcgplayer: 42382, cardmarket: 273699);
        await collectors.AddCardAsync("base1", "58", name: "Pikachu", finishes: ["normal"], tcgplayer: 42431);
        await collectors.AddCardAsync("base1", "98", name: "Fire Energy");
        await collectors.AddSetAsync("base4", printedTotal: 130, name: "Base Set 2", ptcgo: "B2");
        await collectors.AddCardAsync("base4", "4", name: "Charizard");
        await collectors.AddSetAsync("swshp", "Sword & Shield", 307, name: "SWSH Black Star Promos", ptcgo: "PR-SW");
        await collectors.AddCardAsync("swshp", "SWSH092", name: "Charizard");
        await collectors.AddSetAsync("swsh9", "Sword & Shield", 172, name: "Brilliant Stars", ptcgo: "BRS");
        await collectors.AddCardAsync("swsh9", "1", name: "Exeggcute", finishes: ["normal", "reverse"], cardmarket: 600001);
        await collectors.AddCardAsync("swsh9", "17", name: "Charizard V");
        await collectors.AddSetAsync("swsh9tg", "Sword & Shield", 30, name: "Brilliant Stars Trainer Gallery", ptcgo: "BRS");
        await collectors.AddCardAsync("swsh9tg", "TG01", name: "Flareon");
        await collectors.AddSetAsync("sv3pt5", "Scarlet & Violet", 165, name: "151", ptcgo: "MEW");
        await collectors.AddCardAsync("sv3pt5", "4", name: "Charmander", finishes: ["normal", "reverse"]);
        await collectors.AddCardAsync("sv3pt5", "6", name: "Charizard ex");
        await collectors.AddSetAsync("me1", "Mega Evolution", 132, name: "Mega Evolution", ptcgo: "MEG");
        await collectors.AddCardAsync("me1", "21", name: "Vulpix");
        return collectors;
    }
}
