using Microsoft.Extensions.Configuration;

namespace PokedexTop.Configuration;

/// <summary>The short environment variables hosting platforms set, mapped to configuration keys.</summary>
public static class EnvironmentAliases
{
    /// <summary>
    /// Adds DATABASE_URL, POKEMON_TCG_API_KEY, S3_BUCKET_NAME and LOG_LEVEL below the program's own variables, so that a
    /// full key wins over its alias.
    /// </summary>
    public static IDictionary<string, string?> Read(Func<string, string?> variable)
    {
        var values = new Dictionary<string, string?>();
        if (variable("DATABASE_URL") is { Length: > 0 } url)
        {
            var (provider, connectionString) = DatabaseUrl.Parse(url);
            values["Database:Provider"] = provider.ToString();
            values["ConnectionStrings:Database"] = connectionString;
        }
        Map("POKEMON_TCG_API_KEY", "Source:PokemonTcg:ApiKey");
        if (variable("S3_BUCKET_NAME") is { Length: > 0 })
            values["Images:Store"] = "S3";
        Map("S3_BUCKET_NAME", "Images:S3:Bucket");
        Map("LOG_LEVEL", "Logging:LogLevel:Default");
        return values;

        void Map(string name, string key)
        {
            if (variable(name) is { Length: > 0 } value)
                values[key] = value;
        }
    }
}
