namespace MLNet.Ride.Hosting;

/// <summary>There is no model to predict with at the moment.</summary>
/// <param name="message">Why, and what to do; without the folder of the file, so that it can be shown to clients.</param>
public class ModelUnavailableException(string message) : InvalidOperationException(message);
