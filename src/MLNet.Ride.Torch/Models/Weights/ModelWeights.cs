using MLNet.Ride.Torch.Formats;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Models.Weights;

/// <summary>Reads and writes model weights.</summary>
public static class ModelWeights
{
    /// <summary>Builds a model with the weights that <see cref="Save"/> wrote, on the CPU and in evaluation mode.</summary>
    /// <param name="description">The description of the saved model.</param>
    /// <param name="safetensors">Stream in the safetensors format, read to the end of the weights.</param>
    /// <returns>The model, not owned by any dispose scope.</returns>
    /// <exception cref="ArgumentException">The description is not valid; the message names the value.</exception>
    /// <exception cref="InvalidDataException">
    /// The stream is damaged, or its weights do not fit the description; the message names the place.
    /// </exception>
    public static RideModel Load(ModelDescription description, Stream safetensors)
    {
        ArgumentNullException.ThrowIfNull(description);
        ModelDescriptionCheck.Validate(description);
        TorchRuntime.Require();
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, Tensor> state = SafeTensors.Read(safetensors);
        RideModel model = RideModel.CreateToLoad(description);
        try
        {
            model.LoadState(state);
        }
        catch
        {
            model.Dispose();
            throw;
        }

        model.Evaluate();
        return model;
    }

    /// <summary>Writes the weights of a model in the safetensors format.</summary>
    /// <param name="model">The model.</param>
    /// <param name="safetensors">Stream to write to; left open.</param>
    public static void Save(this RideModel model, Stream safetensors)
    {
        ArgumentNullException.ThrowIfNull(model);
        SafeTensors.Write(safetensors, model.State());
    }

    /// <summary>Writes the weights to a safetensors file, under the names of the published code. The file is written atomically.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">Path of the file; an existing file is replaced.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void SaveWeights(this RideModel model, string path)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, model.Save);
    }

    /// <summary>
    /// Loads weights from a file: safetensors, a checkpoint of a run, a saved model (.zip), a PyTorch file, or ONNX. Those of a network without
    /// experts, such as torchvision's ResNets, are copied to every expert, except for the classifier. No code in the file is executed. Numbers of
    /// another precision are converted.
    /// </summary>
    /// <param name="model">The model to load them into.</param>
    /// <param name="path">Path of the file.</param>
    /// <param name="matching">How closely the weights must match. Router weights are ignored if the model has no routers.</param>
    /// <returns>A report of the result for every tensor.</returns>
    /// <exception cref="InvalidDataException">
    /// The file is damaged or rejected, or its weights do not match; nothing was copied. The message gives the reason.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static WeightsReport LoadWeights(this RideModel model, string path, WeightMatching matching = WeightMatching.Exact)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(path);
        using DisposeScope scope = NewDisposeScope();
        return WeightsLoader.Load(model, WeightsFile.Read(path), matching, path);
    }
}
