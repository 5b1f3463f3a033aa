
namespace MLNet.Ride.Torch.Kernels;

/// <summary>Groups of 8 rows of numbers in memory, for <see cref="MatrixProduct{TLanes}"/>.</summary>
internal readonly unsafe ref struct RowGroups
{
    /// <summary>Rows of a group: all are read, even if the last group has fewer.</summary>
    public const int Rows = 8;

    /// <summary>The first number.</summary>
    public required float* Start { get; init; }

    /// <summary>Distance from one row to the next.</summary>
    public required nint Row { get; init; }

    /// <summary>Distance from one group to the next.</summary>
    public required nint Group { get; init; }

    public required int Groups { get; init; }

    /// <summary>Distance from one number of a row to the next.</summary>
    public nint Step { get; init; } = 1;

    /// <summary>Numbers in a row at this distance.</summary>
    public required int Depth { get; init; }

    /// <summary>Number of such parts in a row.</summary>
    public int Parts { get; init; } = 1;

    /// <summary>Distance from one part of a row to the next.</summary>
    public nint Part { get; init; }

    /// <summary>Whether the product is added to the existing values.</summary>
    public bool Adds { get; init; }

    public RowGroups()
    {
    }

    /// <summary>Number of groups needed for a number of rows.</summary>
    public static int Of(int rows) => (rows + Rows - 1) / Rows;
}
