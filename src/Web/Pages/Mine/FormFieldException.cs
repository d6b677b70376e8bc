namespace PokedexTop.Web.Pages.Mine;

/// <summary>What a field of a form says is not what it is for. Taken for nothing, it would take away what is stored.</summary>
internal sealed class FormFieldException(string name) : Exception($"The field '{name}' of the form cannot be read.")
{
    public string Name => name;
}
