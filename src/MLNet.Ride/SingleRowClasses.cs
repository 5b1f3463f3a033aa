namespace MLNet.Ride;

/// <summary>How a stratified split handles a class with only one row, which cannot be in both parts.</summary>
public enum SingleRowClasses
{
    /// <summary>Throws an exception that names the classes.</summary>
    Fail,

    /// <summary>Puts the row into the training part, of every fold in cross-validation.</summary>
    Train,
}
