namespace MLNet.Ride.Torch.Options;

/// <summary>Names of the methods that make classifiers for a trained representation, for <see cref="ClassifierOptions.Method"/>.</summary>
public static class Classifiers
{
    /// <summary>The classifiers stay as they were trained with the network.</summary>
    public const string Joint = "joint";

    /// <summary>Classifier re-training (cRT): random weights, trained with class-balanced sampling.</summary>
    public const string Crt = "crt";

    /// <summary>cRT that also trains the last stage of every expert.</summary>
    public const string CrtLastStage = "crt-last-stage";

    /// <summary>cRT that also trains everything below the classifiers, at a tenth of the learning rate.</summary>
    public const string CrtAll = "crt-all";

    /// <summary>Nearest class mean of the features (NCM).</summary>
    public const string Ncm = "ncm";

    /// <summary>τ-normalization: w_c / ‖w_c‖^τ, bias 0.</summary>
    public const string TauNorm = "tau-norm";

    /// <summary>Learnable weight scaling (LWS): f_c·(w_c·x + b_c), of which only f is learned, starting from 1.</summary>
    public const string Lws = "lws";

    /// <summary>Label over-smoothing (LOS): the trained classifier, trained further with almost uniform labels, on images as they occur.</summary>
    public const string Los = "los";
}
