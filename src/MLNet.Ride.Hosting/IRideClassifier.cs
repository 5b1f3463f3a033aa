namespace MLNet.Ride.Hosting;

/// <summary>A served model. It is loaded when the host starts, and again when its file changes.</summary>
public interface IRideClassifier
{
    /// <summary>The model in use; <see langword="null"/> if none could be loaded yet.</summary>
    ServedModel? Model { get; }

    /// <summary>
    /// Why the file is not in use; <see langword="null"/> if it is. It names the file without its folder, so that it can be shown to clients.
    /// </summary>
    string? Problem { get; }

    /// <summary>Classifies an image, together with those of concurrent calls. Thread-safe.</summary>
    /// <param name="image">The bytes of an image file: PNG, JPEG, …. They must not change until the task completes.</param>
    /// <param name="k">Number of classes, at least 1; more than the model has returns all.</param>
    /// <param name="cancellationToken">Gives up this image; the others of its batch are not affected.</param>
    /// <returns>The most probable classes.</returns>
    /// <exception cref="InvalidDataException">
    /// The image is not one, or exceeds a limit. The message says what is wrong with it; that of the inner exception says it without a subject.
    /// </exception>
    /// <exception cref="ModelBusyException">Too many images are waiting.</exception>
    /// <exception cref="ModelUnavailableException">No model could be loaded yet; the message is <see cref="Problem"/>.</exception>
    /// <exception cref="ObjectDisposedException">The host has been disposed.</exception>
    Task<RidePrediction> PredictAsync(byte[] image, int k = 5, CancellationToken cancellationToken = default);

    /// <summary>Classifies an image and shows where the evidence for its most probable class is. It waits in the same queue. Thread-safe.</summary>
    /// <param name="image">The bytes of an image file: PNG, JPEG, …. They must not change until the task completes.</param>
    /// <param name="cancellationToken">Gives up this image; the others of its batch are not affected.</param>
    /// <returns>The five most probable classes, with <see cref="RidePrediction.Explanation"/>.</returns>
    /// <exception cref="InvalidDataException">
    /// The image is not one, or exceeds a limit. The message says what is wrong with it; that of the inner exception says it without a subject.
    /// </exception>
    /// <exception cref="ModelBusyException">Too many images are waiting.</exception>
    /// <exception cref="ModelUnavailableException">No model could be loaded yet; the message is <see cref="Problem"/>.</exception>
    /// <exception cref="ObjectDisposedException">The host has been disposed.</exception>
    Task<RidePrediction> ExplainAsync(byte[] image, CancellationToken cancellationToken = default);
}
