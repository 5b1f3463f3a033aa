using Microsoft.ML;
using MLNet.Ride;

namespace WebApp.Models;

/// <summary>
/// A loaded model with a reference count. Its network is freed when the app has switched to another model and the last request is done.
/// </summary>
internal sealed class ServedModel
{
    private readonly Lock _lock = new();
    private readonly IDisposable _pipeline;
    private readonly RideTransformer _ride;
    // The app itself is the first user.
    private int _users = 1;

    /// <exception cref="Exception">The file cannot be loaded. The type depends on how the file is damaged.</exception>
    public ServedModel(string path)
    {
        ITransformer pipeline = new MLContext { FallbackToCpu = true }.Model.Load(path, out _);
        _pipeline = (IDisposable)pipeline;
        try
        {
            _ride = RideTransformer.FindIn(pipeline);
        }
        catch
        {
            _pipeline.Dispose();
            throw;
        }

        Description = ModelDescription.Of(_ride, DateTimeOffset.UtcNow);
    }

    public ModelDescription Description { get; }

    /// <summary>Whether the network has been freed.</summary>
    public bool IsFreed => _users == 0;

    /// <summary>Classifies an image. Thread-safe.</summary>
    /// <exception cref="InvalidDataException">The bytes are not an image.</exception>
    public IReadOnlyList<ClassProbability> Predict(byte[] image, int k, out int expertsUsed) => _ride.Predict(image, out expertsUsed, k);

    /// <returns><see langword="false"/> if the model has been replaced and must no longer be used.</returns>
    public bool TryUse()
    {
        lock (_lock)
        {
            if (_users == 0)
            {
                return false;
            }

            _users++;
            return true;
        }
    }

    /// <summary>Ends one use.</summary>
    public void Release()
    {
        lock (_lock)
        {
            if (--_users > 0)
            {
                return;
            }
        }

        _pipeline.Dispose();
    }
}
