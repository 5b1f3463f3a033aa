using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using TorchSharp.Modules;

namespace MLNet.Ride.Torch.Methods.Decoupling;

/// <summary>
/// A way to get new classifiers for a trained representation. Implement it to add one of your own to <see cref="ClassifierRegistry.All"/>.
/// </summary>
public interface IClassifierMethod
{
    /// <summary>Why routers cannot learn from the logits, as a sentence; <see langword="null"/> where they can.</summary>
    string? ReasonAgainstRouting => null;

    /// <summary>Whether the new classifiers are learned in epochs, as <see cref="ClassifierOptions"/> say, on frozen features.</summary>
    bool HasEpochs => false;

    /// <summary>Whether <see cref="Begin"/> needs validation images.</summary>
    /// <param name="options">Settings.</param>
    /// <returns>Whether it does.</returns>
    bool NeedsValidation(ClassifierOptions options) => false;

    /// <summary>The kind of classifier that is made of one of another kind.</summary>
    /// <param name="trained">Kind of the classifiers that the network was trained with.</param>
    /// <param name="options">Settings.</param>
    /// <returns>Kind of the new classifiers.</returns>
    /// <exception cref="ArgumentException">The method cannot do with that kind; the message says why.</exception>
    HeadKind HeadFor(HeadKind trained, ClassifierOptions options);

    /// <summary>Gives every expert its new classifier, by <see cref="RideModel.ReplaceHeads"/>; the routers, which fitted the old ones, go.</summary>
    /// <param name="model">The trained model, which is changed.</param>
    /// <param name="task">What the classifiers are made from.</param>
    void Begin(RideModel model, ClassifierTask task);

    /// <summary>What is learned in epochs of a model on which <see cref="Begin"/> was called.</summary>
    /// <param name="model">The model.</param>
    /// <returns>Parameters of the classifiers.</returns>
    IEnumerable<Parameter> Learned(RideModel model) => [];
}
