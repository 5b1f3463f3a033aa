using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using TorchSharp.Modules;

namespace MLNet.Ride.Torch.Methods.Decoupling;

/// <summary>A way to get new classifiers for a trained representation.</summary>
internal interface IClassifierMethod
{
    /// <summary>Why routers cannot learn from the logits, as a sentence; null where they can.</summary>
    string? ReasonAgainstRouting => null;

    /// <summary>Whether the new classifiers are learned in epochs, in a <see cref="ClassifierStage"/>.</summary>
    bool HasEpochs => false;

    /// <summary>Whether <see cref="Begin"/> needs validation images.</summary>
    bool NeedsValidation(ClassifierOptions options) => false;

    /// <summary>The kind of classifier that is made of one of another kind.</summary>
    /// <exception cref="ArgumentException">The method cannot do with that kind; the message says why.</exception>
    HeadKind HeadFor(HeadKind trained, ClassifierOptions options);

    /// <summary>Gives every expert its new classifier; the routers, which fitted the old ones, go.</summary>
    void Begin(RideModel model, ClassifierTask task);

    /// <summary>What is learned in epochs of a model on which <see cref="Begin"/> was called.</summary>
    IEnumerable<Parameter> Learned(RideModel model) => [];
}
