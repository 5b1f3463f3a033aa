namespace MLNet.Ride.Torch.Options;

/// <summary>Pretrained weights that training starts from instead of random ones.</summary>
public sealed class InitialWeightsOptions
{
    /// <summary>
    /// Path of a file of weights: safetensors, a checkpoint of a run (<see cref="CheckpointOptions"/>), a saved model (<c>.zip</c>), a PyTorch file
    /// (<c>.pth</c>), or ONNX, with the names of the published code, or with those of a network without experts such as torchvision's: every expert
    /// receives the weights of its stages, but its own classifier. <see langword="null"/> for random weights. Routers always start from random
    /// weights. A run that resumes from its checkpoint does not need the file.
    /// </summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public string? Path { get; set; }

    /// <summary>How closely the weights must match the network.</summary>
    /// <value>The default value is <see cref="WeightMatching.Exact"/>.</value>
    public WeightMatching Matching { get; set; } = WeightMatching.Exact;

    internal InitialWeightsOptions Copy() => (InitialWeightsOptions)MemberwiseClone();

    /// <param name="resumes">Whether there is a checkpoint to resume from, which makes the file unnecessary.</param>
    internal void CheckTogether(bool resumes)
    {
        if (!resumes && Path is not null && !File.Exists(Path))
        {
            throw new ArgumentException($"There is no file '{Path}': InitialWeights.Path must be a file of weights, or null for random weights.", "InitialWeights.Path");
        }
    }
}
