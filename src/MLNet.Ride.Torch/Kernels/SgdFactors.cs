namespace MLNet.Ride.Torch.Kernels;

/// <summary>Factors of a step of SGD.</summary>
/// <param name="Rate">Learning rate.</param>
/// <param name="Momentum">Momentum; 0 for none.</param>
/// <param name="Decay">Weight decay; 0 for none.</param>
/// <param name="Nesterov">Whether the momentum is Nesterov's.</param>
internal readonly record struct SgdFactors(float Rate, float Momentum, float Decay, bool Nesterov);
