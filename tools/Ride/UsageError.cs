namespace MLNet.Ride.Tool;

/// <summary>An invalid option or argument. Only its message is shown.</summary>
internal sealed class UsageError(string message) : Exception(message);
