namespace PokedexTop.CommandLine;

/// <summary>A verb cannot do what it was asked. Its message is for a person, says what to do, and ends the program with exit code 1.</summary>
internal sealed class CommandFailedException(string message) : Exception(message);
