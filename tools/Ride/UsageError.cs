namespace MLNet.Ride.Tool;

/// <summary>An option or argument that cannot be used; its message is all that is shown.</summary>
internal sealed class UsageError(string message) : Exception(message);
