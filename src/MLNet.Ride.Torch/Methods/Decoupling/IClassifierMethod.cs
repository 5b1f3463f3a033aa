using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using TorchSharp.Modules;

namespace MLNet.Ride.Torch.Methods.Decoupling;

/// <summary>
/// A method that creates new classifiers for a trained representation. Implement it to add your own to
/// <see cref="ClassifierRegistry.All"/>.
/// </summary>
public interface IClassifierMethod
{
    /// <summary>Why routers cannot learn from the logits, as a sentence; <see langword="null"/> if they can.</summary>
    string? ReasonAgainstRouting => null;

    /// <summary>
    /// Whether the new classifiers are trained in epochs, as configured by <see cref="ClassifierOptions"/>; on frozen features, unless
    /// <see cref="LearnedStages"/> says otherwise.
    /// </summary>
    bool HasEpochs => false;

    /// <summary>
    /// Number of the backbone's stages, counted from the classifiers, that learn with them in its epochs; 0 for frozen features, <see cref="int.MaxValue"/> for
    /// the whole network.
    /// </summary>
    int LearnedStages => 0;

    /// <summary>How its epochs train, unless <see cref="ClassifierOptions"/> says otherwise.</summary>
    ClassifierEpochs Published => ClassifierEpochs.ClassBalanced;

    /// <summary>Whether <see cref="Begin"/> needs validation images.</summary>
    /// <param name="options">Settings.</param>
    /// <returns><see langword="true"/> if it does.</returns>
    bool NeedsValidation(ClassifierOptions options) => false;

    /// <summary>Returns the kind of classifier that the method creates from a trained one.</summary>
    /// <param name="trained">Kind of the classifiers that the network was trained with.</param>
    /// <param name="options">Settings.</param>
    /// <returns>Kind of the new classifiers.</returns>
    /// <exception cref="ArgumentException">The method does not support that kind; the message says why.</exception>
    HeadKind HeadFor(HeadKind trained, ClassifierOptions options);

    /// <summary>
    /// Gives every expert its new classifier with <see cref="RideModel.ReplaceHeads"/>, which removes the routers because they fit the old
    /// classifiers.
    /// </summary>
    /// <param name="model">The trained model; it is modified.</param>
    /// <param name="task">Settings, images, and seed.</param>
    void Begin(RideModel model, ClassifierTask task);

    /// <summary>Returns the trainable parameters of a model after <see cref="Begin"/>.</summary>
    /// <param name="model">The model.</param>
    /// <returns>Parameters of the classifiers.</returns>
    IEnumerable<Parameter> Learned(RideModel model) => [];
}
