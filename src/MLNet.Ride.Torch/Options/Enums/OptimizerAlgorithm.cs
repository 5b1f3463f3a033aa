
namespace MLNet.Ride.Torch.Options;

/// <summary>Algorithm that learns the weights from their gradients.</summary>
public enum OptimizerAlgorithm
{
    /// <summary>Stochastic gradient descent with momentum; weight decay is L2 regularization.</summary>
    Sgd,

    /// <summary>Adam with decoupled weight decay: β1 is the momentum, β2 is 0.999, and ε is 1e-8. Usual learning rates are 1e-5 to 1e-3.</summary>
    AdamW,
}
