namespace MLNet.Ride.Torch;

/// <summary>Kind of classifier on top of an expert.</summary>
public enum HeadKind
{
    /// <summary>Fully connected layer with bias.</summary>
    Linear,

    /// <summary>Cosine ("normed") classifier: 30·⟨x/‖x‖, w_c/‖w_c‖⟩.</summary>
    Cosine,
}
