using MLNet.Ride.Torch.Networks.Heads;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Models.Weights;

/// <summary>Adapts the classifiers of a trained model to other classes; shared classes keep their weights.</summary>
internal static class HeadTransfer
{
    /// <summary>Returns the state to load into a new model; new tensors belong to the caller's dispose scope.</summary>
    /// <param name="trained">The trained model.</param>
    /// <param name="model">The new model, with initial weights.</param>
    /// <param name="classes">
    /// For each class of the new model, the index of the class in the trained model, or −1; null if they are the same.
    /// </param>
    public static Dictionary<string, Tensor> State(RideModel trained, RideModel model, IReadOnlyList<int>? classes)
    {
        IReadOnlyDictionary<string, Tensor> wanted = model.State();
        return trained.State().ToDictionary(
            entry => entry.Key,
            entry => classes is not null && StateNames.IsHead(entry.Key) && !entry.Key.EndsWith(CausalLinear.Direction, StringComparison.Ordinal) && wanted.TryGetValue(entry.Key, out Tensor? fresh)
                ? Head(entry.Value, fresh, ClassDimension(model, fresh), classes)
                : entry.Value);
    }

    // Cosine heads are [features, classes], linear ones [classes, features] and [classes].
    private static int ClassDimension(RideModel model, Tensor head) => HeadLayers.HasClassesLast(model.Description.Head) && head.Dimensions == 2 ? 1 : 0;

    private static Tensor Head(Tensor trained, Tensor fresh, int classDimension, IReadOnlyList<int> classes)
    {
        bool sameFeatures = trained.Dimensions == fresh.Dimensions
            && Enumerable.Range(0, (int)fresh.Dimensions).All(d => d == classDimension || trained.shape[d] == fresh.shape[d]);
        if (!sameFeatures)
        {
            return trained;
        }

        long[] kept = [.. Enumerable.Range(0, classes.Count).Where(c => classes[c] >= 0).Select(c => (long)c)];
        using IDisposable noGradient = no_grad();
        Tensor head = fresh.detach().clone();
        if (kept.Length > 0)
        {
            Tensor from = tensor([.. kept.Select(c => (long)classes[(int)c])]).to(trained.device);
            Tensor rows = trained.detach().index_select(classDimension, from).to(head.device);
            head.index_copy_(classDimension, tensor(kept).to(head.device), rows);
        }

        return head;
    }
}
