namespace MLNet.Ride.Display;

/// <summary>An error that the user can correct. Its message is all that is shown.</summary>
/// <param name="message">What is wrong, and what to do.</param>
public sealed class UserError(string message) : Exception(message);
