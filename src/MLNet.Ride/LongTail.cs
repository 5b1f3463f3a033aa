namespace MLNet.Ride;

/// <summary>The shape of the class sizes in a long-tailed set.</summary>
/// <remarks>Cui et al., "Class-Balanced Loss Based on Effective Number of Samples", CVPR 2019; Cao et al. (LDAM), NeurIPS 2019.</remarks>
public enum LongTail
{
    /// <summary>n_c = n_max · IF^(−c / (C − 1)) for class c of C, from 0.</summary>
    Exponential,

    /// <summary>n_max for the first ⌊C/2⌋ classes, n_max / IF for the others.</summary>
    Step,
}
