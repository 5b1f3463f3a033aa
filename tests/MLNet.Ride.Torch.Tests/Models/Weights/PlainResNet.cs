using System.Text.Json;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Reference;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Models.Weights;

/// <summary>
/// ResNets without experts by the names of torchvision and akamaster's CIFAR networks, whose weights are drawn by name. The features of two images
/// that PyTorch computes from these weights are in plain_resnets.json.
/// </summary>
internal static class PlainResNet
{
    private const string Prefix = "backbone.";

    public static ModelDescription Description(string backbone, int experts, bool reducedWidth = false, int imageSize = 32) => new()
    {
        Backbone = backbone,
        ClassCount = 5,
        ExpertCount = experts,
        ReducedWidth = reducedWidth,
        Head = HeadKind.Linear,
        ImageSize = imageSize,
        Mean = [0.5f, 0.5f, 0.5f],
        StandardDeviation = [0.2f, 0.2f, 0.2f],
        TrainingCounts = [1, 1, 1, 1, 1],
    };

    /// <summary>The state dictionary; it belongs to the caller's dispose scope.</summary>
    public static Dictionary<string, Tensor> State(string backbone)
    {
        using RideModel shapes = RideModel.Create(Description(backbone, 1), 0);
        string head = backbone == Backbones.ResNet20 ? "linear" : "fc";
        return shapes.State().ToDictionary(
            entry => entry.Key[Prefix.Length..].Replace("linear", head, StringComparison.Ordinal),
            entry => Drawn(entry.Key[Prefix.Length..], entry.Value));
    }

    /// <summary>Checks that every expert of a model computes PyTorch's features.</summary>
    public static void CheckFeatures(RideModel model)
    {
        JsonElement figure = Figure.Load("plain_resnets.json").GetProperty(model.Description.Backbone);
        int size = figure.Int("image_size");
        float[] expected = [.. figure.GetProperty("features").EnumerateArray().SelectMany(image => image.Floats())];
        model.Evaluate();
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor shared = model.Network.Backbone.Shared(tensor(Draws.Of("images", 2 * 3 * size * size)).view(2, 3, size, size));
        for (int expert = 0; expert < model.Description.ExpertCount; expert++)
        {
            Close.Values(expected, model.Network.Backbone.Expert(shared, expert).mean([2, 3]).contiguous().Floats(), 1e-4, $"features of expert {expert}");
        }
    }

    private static Tensor Drawn(string name, Tensor like)
    {
        int count = (int)like.NumberOfElements;
        if (!like.is_floating_point())
        {
            return tensor(7L);
        }

        (float middle, double scale) = like.shape switch
        {
            [_, var channels, var height, var width] => (0, Math.Sqrt(6.0 / (channels * height * width))),
            _ when name.EndsWith(".running_var", StringComparison.Ordinal) => (1, 0.5),
            [_] when name.EndsWith(".weight", StringComparison.Ordinal) => (name.Contains("bn2", StringComparison.Ordinal) ? 0.5f : 0.8f, 0.2),
            _ => (0f, 0.1),
        };
        return tensor([.. Draws.Of(name, count, scale).Select(value => middle + value)]).view(like.shape);
    }
}
