using System.Globalization;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace MLNet.Ride.Torch.Kernels.Widths;

/// <summary>The kernels that the processor can run, and which of them networks use by default.</summary>
internal static class ProcessorKernels
{
    /// <summary>Name of the setting, in runtimeconfig.json or of <see cref="AppContext.SetData"/>.</summary>
    public const string Setting = "MLNet.Ride.VectorBits";

    /// <summary>Name of the environment variable with the same meaning.</summary>
    public const string Variable = "MLNET_RIDE_VECTOR_BITS";

    private static readonly Lazy<IKernels?> s_default = new(() => Chosen(AppContext.GetData(Setting) ?? Environment.GetEnvironmentVariable(Variable)));

    /// <summary>The kernels for every width that the processor has, the widest first. What .NET prefers does not matter.</summary>
    public static IReadOnlyList<IKernels> Available { get; } = Find();

    /// <summary>The widest kernels, unless the setting asks for others; null for libtorch's layers.</summary>
    /// <exception cref="InvalidOperationException">The setting has a value that the processor cannot follow.</exception>
    public static IKernels? Default => s_default.Value;

    /// <summary>The kernels that a value of the setting asks for; null for libtorch's layers.</summary>
    /// <exception cref="InvalidOperationException">The processor has no such vectors.</exception>
    public static IKernels? Chosen(object? bits)
    {
        string? text = Convert.ToString(bits, CultureInfo.InvariantCulture);
        if (string.IsNullOrWhiteSpace(text))
        {
            return Available.FirstOrDefault();
        }

        return text.Trim() == "0"
            ? null
            : Available.FirstOrDefault(kernels => kernels.VectorBits.ToString(CultureInfo.InvariantCulture) == text.Trim())
                ?? throw new InvalidOperationException(
                    $"'{Setting}' (environment variable {Variable}) is '{text}', but vectors of this processor have {string.Join(", ", Available.Select(kernels => kernels.VectorBits))} bits. Set one of these, 0 for the layers of libtorch, or nothing for the widest.");
    }

    private static List<IKernels> Find()
    {
        List<IKernels> found = [];
        if (Avx512F.IsSupported)
        {
            found.Add(new Kernels<Lanes512>());
        }

        if (Avx2.IsSupported && Fma.IsSupported)
        {
            found.Add(new Kernels<Lanes256>());
        }

        if (AdvSimd.IsSupported || Sse41.IsSupported)
        {
            found.Add(new Kernels<Lanes128>());
        }

        return found;
    }
}
