using MLNet.Ride.Torch.Options;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Models.Weights;

/// <summary>Loads weights into a model; compares all of them before copying any.</summary>
internal static class WeightsLoader
{
    private const string NarrowExperts =
        "The experts' stages have three quarters of the channels of a network without experts: set ReducedWidth = false to take the weights of these stages.";

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
        var plain = PlainWeights.Of(source, state.Keys);
        source = plain?.Tensors ?? source;
        WeightsReport report = Compare(source, state, plain, from);
        if (plain is not null && model.Description.ReducedWidth && report.OtherShape.Count > 0)
        {
            report = report with { Advice = NarrowExperts };
        }

        Check(report, matching);
        using IDisposable noGradient = no_grad();
        foreach (string name in report.Matched)
        {
            state[name].copy_(source[name]);
        }

        model.Network.UnfoldBatchNorm();

        return report;
    }

    private static WeightsReport Compare(
        IReadOnlyDictionary<string, Tensor> source, IReadOnlyDictionary<string, Tensor> state, PlainWeights? plain, string from)
    {
        ILookup<bool, string> shared = state.Keys.Where(source.ContainsKey).ToLookup(name => Fits(source[name], state[name]));
        ILookup<bool, string> lacking = state.Keys.Where(name => !source.ContainsKey(name)).ToLookup(name => plain is not null && PlainWeights.MayLack(name));
        var origins = shared[true].ToDictionary(name => name, name => plain?.Origins[name] ?? name, StringComparer.Ordinal);
        return new WeightsReport
        {
            Source = from,
            Matched = [.. shared[true]],
            Missing = [.. lacking[false]],
            Unexpected = [.. source.Keys.Where(name => !state.ContainsKey(name))],
            OtherShape = [.. shared[false].Select(name => TensorNames.Difference(name, source[name], state[name]))],
            Origins = origins,
            CopiedToExperts = [.. origins.Values.GroupBy(name => name).Where(group => group.Skip(1).Any()).Select(group => group.Key)],
            Initial = [.. lacking[true]],
            Ignored = plain?.Ignored ?? [],
        };
    }

    private static void Check(WeightsReport report, WeightMatching matching)
    {
        string advice = report.Advice is null ? "" : $" {report.Advice}";
        if (matching == WeightMatching.WhateverFits)
        {
            if (report.Matched.Count == 0)
            {
                throw new InvalidDataException($"No tensor of '{report.Source}' matches the network by name and shape.{Complaints(report, matching)}{advice}");
            }
        }
        else if (Complaints(report, matching) is { Length: > 0 } complaints)
        {
            throw new InvalidDataException(
                $"The weights of '{report.Source}' do not match the network.{complaints}{advice} Set the network's options to those of the weights, or relax "
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
