using MassTransit;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace PokedexTop.Messaging;

/// <summary>
/// MassTransit takes a refused login for final: that endpoint never tries again, and at start the whole bus gives up. A user that
/// is added late, or replaced, would cut the process off until somebody restarts it. So the login is tried first, on a
/// connection of its own, and MassTransit sees a refusal as a broker that is down: it tries again, at most 40 s apart.
/// Its retry policy cannot be set, and would not save the start (MassTransit issue 6172). A login refused in the moment between
/// the two connections is still final.
/// </summary>
internal static class BrokerLogin
{
    /// <summary>Called by MassTransit before each of its connections, with what it connects with.</summary>
    /// <exception cref="RabbitMqConnectionException">The broker does not answer, or refuses the login.</exception>
    public static async Task TryAsync(ConnectionFactory factory)
    {
        try
        {
            await using var connection = await factory.CreateConnectionAsync("pokedextop login");
        }
        catch (BrokerUnreachableException error)
        {
            LogContext.Warning?.Log(error, "Connection failed: {Broker}", factory.Endpoint);
            // The client's own exception stays out of it: MassTransit looks for that one, and would give up.
            throw new RabbitMqConnectionException($"Connection failed: {factory.Endpoint}",
                error.InnerException is AuthenticationFailureException refused ? new PossibleAuthenticationFailureException(refused.Message) : error);
        }
    }
}
