using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using PokedexTop.Collections.Users;

namespace PokedexTop.Web.Access;

/// <summary>Data protection's keys in the database: a session that one process began is read by the others. The interface waits for nothing, so this blocks.</summary>
internal sealed class SessionKeyRing(SessionKeys keys) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => [.. keys.ReadAsync(CancellationToken.None).GetAwaiter().GetResult().Select(XElement.Parse)];

    public void StoreElement(XElement element, string friendlyName) =>
        keys.AddAsync(friendlyName, element.ToString(SaveOptions.DisableFormatting), CancellationToken.None).GetAwaiter().GetResult();
}
