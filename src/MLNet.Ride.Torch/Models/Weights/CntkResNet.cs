using MLNet.Ride.Torch.Formats.Onnx;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Models.Weights;

/// <summary>
/// Names the weights of a ResNet of basic blocks that CNTK wrote to ONNX, where they have numbers, by their place in the graph: a 1×1 convolution
/// is the shortcut that begins a stage. The network reads blue, green, red; the first convolution is turned to red, green, blue.
/// </summary>
internal static class CntkResNet
{
    private const string Producer = "CNTK";
    private const string Norm = "BatchNormalization";

    private static readonly string[] s_normParts = ["weight", "bias", "running_mean", "running_var"];

    /// <summary>Returns the weights by torchvision's names, which belong to the caller's dispose scope; null if CNTK did not write the file.</summary>
    /// <exception cref="InvalidDataException">The graph is that of another network.</exception>
    public static Dictionary<string, Tensor>? Read(OnnxFile file)
    {
        if (file.Producer != Producer)
        {
            return null;
        }

        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        var norms = file.Operations.Where(operation => operation is { Type: Norm, Inputs.Count: 5 })
            .GroupBy(norm => norm.Inputs[0]).ToDictionary(group => group.Key, group => group.First().Inputs);
        (int stage, int block, bool second) = (0, 0, false);
        foreach (OnnxOperation convolution in file.Operations.Where(operation => operation is { Type: "Conv", Inputs.Count: 2, Outputs.Count: 1 }))
        {
            Tensor weight = Weight(convolution.Inputs[1]);
            if (stage == 0)
            {
                Add("conv1", "bn1", weight.flip(1));
                stage = 1;
            }
            else if (weight.shape is [_, _, 1, 1])
            {
                (stage, block) = (stage + 1, 0);
                Add($"layer{stage}.0.downsample.0", $"layer{stage}.0.downsample.1", weight);
            }
            else
            {
                string number = second ? "2" : "1";
                Add($"layer{stage}.{block}.conv{number}", $"layer{stage}.{block}.bn{number}", weight);
                block += second ? 1 : 0;
                second = !second;
            }

            void Add(string name, string norm, Tensor values)
            {
                tensors[$"{name}.weight"] = values;
                IReadOnlyList<string> inputs = norms.GetValueOrDefault(convolution.Outputs[0]) ?? throw Other();
                foreach ((string part, string input) in s_normParts.Zip(inputs.Skip(1)))
                {
                    tensors[$"{norm}.{part}"] = Weight(input);
                }
            }
        }

        return tensors;

        Tensor Weight(string name) => file.Initializers.GetValueOrDefault(name) ?? throw Other();
    }

    private static InvalidDataException Other()
        => new("CNTK wrote this ONNX file, but its graph is not that of a ResNet: only the ResNets of Microsoft.ML.DnnImageFeaturizer can be read.");
}
