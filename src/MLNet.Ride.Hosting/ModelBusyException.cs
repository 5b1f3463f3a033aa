namespace MLNet.Ride.Hosting;

/// <summary>Too many images are waiting for the model. Try again in a moment.</summary>
/// <param name="message">How many images are waiting.</param>
public sealed class ModelBusyException(string message) : ModelUnavailableException(message);
