namespace MLNet.Ride.Display;

/// <summary>An error that the user can fix. Only its message is shown.</summary>
/// <param name="message">What is wrong, and what to do.</param>
public sealed class UserError(string message) : Exception(message);
