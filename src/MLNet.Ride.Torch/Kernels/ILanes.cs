namespace MLNet.Ride.Torch.Kernels;

/// <summary>The single-precision numbers of one vector register, one of each of as many channels.</summary>
/// <remarks>Kernels are generic over it; the JIT compiler makes machine code for each width.</remarks>
internal unsafe interface ILanes<TSelf>
    where TSelf : unmanaged, ILanes<TSelf>
{
    /// <summary>Numbers in a vector.</summary>
    static abstract int Count { get; }

    /// <summary>Vector registers of the processor.</summary>
    static abstract int Registers { get; }

    /// <summary>The same number in all lanes.</summary>
    static abstract TSelf All(float value);

    /// <summary>A number in memory in all lanes.</summary>
    static abstract TSelf All(float* source);

    /// <summary>Reads numbers in single precision.</summary>
    static abstract TSelf Load(float* source);

    /// <summary>Reads <see cref="BFloat"/> numbers.</summary>
    static abstract TSelf Load(BFloat* source);

    /// <summary>a · b + c, rounded once where the processor can.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>The greater of a bound and a value; NaN if the value is NaN.</summary>
    static abstract TSelf AtLeast(TSelf bound, TSelf value);

    /// <summary>The greater of two values; NaN if one is NaN.</summary>
    static abstract TSelf Greatest(TSelf a, TSelf b);

    /// <summary>The value where another is positive, else 0.</summary>
    static abstract TSelf WherePositive(TSelf other, TSelf value);

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator *(TSelf a, float factor);

    /// <summary>Writes numbers in single precision.</summary>
    void Store(float* target);

    /// <summary>Writes numbers as <see cref="BFloat"/>, rounded half to even.</summary>
    void Store(BFloat* target);
}
