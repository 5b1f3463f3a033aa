
namespace MLNet.Ride.Torch.Options;

/// <summary>Weights that training begins with instead of random ones.</summary>
public sealed class InitialWeightsOptions
{
    /// <summary>
    /// Path of a file of weights: safetensors, a checkpoint of a run (<see cref="CheckpointOptions"/>), a saved model (<c>.zip</c>), or a PyTorch
    /// file such as the published ones (<c>.pth</c>), under the names of the published code. <see langword="null"/> for random weights. Routers
    /// learn from the start in any case. A run that resumes from its checkpoint does not need the file.
    /// </summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public string? Path { get; set; }

    /// <summary>How closely the weights must fit.</summary>
    /// <value>The default value is <see cref="WeightMatching.Exact"/>.</value>
    public WeightMatching Matching { get; set; } = WeightMatching.Exact;

    internal InitialWeightsOptions Copy() => (InitialWeightsOptions)MemberwiseClone();

    /// <param name="resumes">Whether there is a checkpoint to resume from, which makes the file unnecessary.</param>
    internal void Validate(bool resumes)
    {
        OptionCheck.Defined(Matching, "InitialWeights.Matching");
        if (!resumes && Path is not null && !File.Exists(Path))
        {
            throw new ArgumentException($"There is no file '{Path}': InitialWeights.Path must be a file of weights, or null for random ones.", "InitialWeights.Path");
        }
    }
}
