namespace MLNet.Ride.Torch.Training.Checkpoints;

/// <summary>Which weights of a run a model has.</summary>
internal enum CheckpointWeights
{
    /// <summary>Those of the last step.</summary>
    Last,

    /// <summary>Their average over the steps.</summary>
    Averaged,

    /// <summary>Those of the epoch with the best accuracy on validation images.</summary>
    Best,
}
