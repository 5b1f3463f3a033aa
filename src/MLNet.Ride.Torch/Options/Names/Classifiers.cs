namespace MLNet.Ride.Torch.Options;

/// <summary>Names of the ways to get classifiers for a trained representation, for <see cref="ClassifierOptions.Method"/>.</summary>
public static class Classifiers
{
    /// <summary>The classifiers stay as they were trained with the network.</summary>
    public const string Joint = "joint";

    /// <summary>Classifier re-training: they begin at random again and are trained with class-balanced sampling.</summary>
    public const string Crt = "crt";

    /// <summary>The nearest class mean of the features.</summary>
    public const string Ncm = "ncm";

    /// <summary>τ-normalization: w_c / ‖w_c‖^τ, bias 0.</summary>
    public const string TauNorm = "tau-norm";

    /// <summary>Learnable weight scaling: f_c·(w_c·x + b_c), of which only f is learned, from 1.</summary>
    public const string Lws = "lws";
}
