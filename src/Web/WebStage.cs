namespace PokedexTop.Web;

public static class WebStage
{
    public const string Name = "web";
}
