
namespace MLNet.Ride.Torch.Kernels;

/// <summary>Groups of 8 rows of numbers in memory, for <see cref="MatrixProduct"/>.</summary>
internal readonly unsafe ref struct RowGroups
{
    /// <summary>Rows of a group: all are read, whether or not the last group has as many.</summary>
    public const int Rows = 8;

    /// <summary>The first number.</summary>
    public required float* Start { get; init; }

    /// <summary>From one row to the next.</summary>
    public required nint Row { get; init; }

    /// <summary>From one group to the next.</summary>
    public required nint Group { get; init; }

    public required int Groups { get; init; }

    /// <summary>From one number of a row to the next.</summary>
    public nint Step { get; init; } = 1;

    /// <summary>Numbers of a row that lie at this distance.</summary>
    public required int Depth { get; init; }

    /// <summary>How many such parts a row has.</summary>
    public int Parts { get; init; } = 1;

    /// <summary>From one part of a row to the next.</summary>
    public nint Part { get; init; }

    /// <summary>Whether the product is added to what is there.</summary>
    public bool Adds { get; init; }

    public RowGroups()
    {
    }

    /// <summary>Groups that hold a number of rows.</summary>
    public static int Of(int rows) => (rows + Rows - 1) / Rows;
}
