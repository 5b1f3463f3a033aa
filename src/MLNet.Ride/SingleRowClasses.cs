namespace MLNet.Ride;

/// <summary>What a stratified split does with a class that has one row, which cannot be on both sides.</summary>
public enum SingleRowClasses
{
    /// <summary>It ends with an error that names the classes.</summary>
    Fail,

    /// <summary>The row goes to the training part, of every fold where there are folds.</summary>
    Train,
}
