using MLNet.Ride.Torch.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training.Checkpoints;

/// <summary>Makes a model of a run that is interrupted, or finished, from its checkpoint.</summary>
internal static class CheckpointModel
{
    /// <summary>Creates the model with the weights that the card names, on the CPU and in evaluation mode; the caller disposes it.</summary>
    /// <param name="path">The checkpoint's file.</param>
    /// <param name="card">Its card, with a network.</param>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static RideModel Load(string path, CheckpointCard card)
    {
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, Tensor> tensors = CheckpointFile.ReadTensors(path);
        RideModel model = RideModel.Create(card.Network!, 0);
        try
        {
            model.LoadState(ModelState.WithPrefix(tensors, StageTensors.Prefix(card.Weights)));
        }
        catch
        {
            model.Dispose();
            throw;
        }

        model.Evaluate();
        return model;
    }
}
