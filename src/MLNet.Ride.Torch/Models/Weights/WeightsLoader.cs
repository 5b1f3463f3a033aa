using MLNet.Ride.Torch.Options;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Models.Weights;

/// <summary>Loads weights into a model; compares all of them before copying any.</summary>
internal static class WeightsLoader
{
    /// <exception cref="InvalidDataException">
    /// The weights do not match as closely as required; nothing was copied. The message names tensors.
    /// </exception>
    public static WeightsReport Load(RideModel model, IReadOnlyDictionary<string, Tensor> source, WeightMatching matching, string from)
    {
        using DisposeScope scope = NewDisposeScope();
        if (model.Router is null)
        {
            source = source.Where(entry => !StateNames.IsRouter(entry.Key)).ToDictionary(entry => entry.Key, entry => entry.Value);
        }

        IReadOnlyDictionary<string, Tensor> state = model.State();
        WeightsReport report = Compare(source, state, from);
        Check(report, matching);
        using IDisposable noGradient = no_grad();
        foreach (string name in report.Matched)
        {
            state[name].copy_(source[name]);
        }

        model.Network.UnfoldBatchNorm();

        return report;
    }

    private static WeightsReport Compare(IReadOnlyDictionary<string, Tensor> source, IReadOnlyDictionary<string, Tensor> state, string from)
    {
        ILookup<bool, string> shared = state.Keys.Where(source.ContainsKey).ToLookup(name => Fits(source[name], state[name]));
        return new WeightsReport
        {
            Source = from,
            Matched = [.. shared[true]],
            Missing = [.. state.Keys.Where(name => !source.ContainsKey(name))],
            Unexpected = [.. source.Keys.Where(name => !state.ContainsKey(name))],
            OtherShape = [.. shared[false].Select(name => TensorNames.Difference(name, source[name], state[name]))],
        };
    }

    private static void Check(WeightsReport report, WeightMatching matching)
    {
        if (matching == WeightMatching.WhateverFits)
        {
            if (report.Matched.Count == 0)
            {
                throw new InvalidDataException($"No tensor of '{report.Source}' matches the network by name and shape.{Complaints(report, matching)}");
            }
        }
        else if (Complaints(report, matching) is { Length: > 0 } complaints)
        {
            throw new InvalidDataException(
                $"The weights of '{report.Source}' do not match the network.{complaints} Set the network's options to those of the weights, or relax "
                + $"InitialWeights.Matching ({nameof(WeightMatching.AllButHeads)} for other classes, {nameof(WeightMatching.WhateverFits)}).");
        }
    }

    private static string Complaints(WeightsReport report, WeightMatching matching)
    {
        return Complaint("missing", report.Missing) + Complaint("unexpected", report.Unexpected) + Complaint("of another shape", report.OtherShape);

        string Complaint(string what, IEnumerable<string> names)
        {
            string[] all = [.. names.Where(name => matching != WeightMatching.AllButHeads || !(StateNames.IsHead(name) || StateNames.IsRouter(name)))];
            return all.Length == 0 ? "" : $" Tensors {what}: {TensorNames.Some(all)}.";
        }
    }

    private static bool Fits(Tensor found, Tensor wanted)
        => found.shape.SequenceEqual(wanted.shape) && found.is_floating_point() == wanted.is_floating_point();
}
