using TorchSharp;
using static TorchSharp.torch;

#pragma warning disable RS0030 // Each number here is kept until the call is over.

namespace MLNet.Ride.Torch.Runtime;

/// <summary>Arithmetic of tensors with numbers. Verbs modify the tensor and return it; the others return a new one.</summary>
/// <remarks>
/// TorchSharp hands libtorch only the handle of a <see cref="Scalar"/>. The garbage collector can therefore free one that TorchSharp makes of a number,
/// or of the factor 1 of a sum, while libtorch reads it. BannedSymbols.TorchSharp.txt holds that the library makes none outside this class.
/// </remarks>
internal static class Arithmetic
{
    public static Tensor Plus(this Tensor tensor, Tensor addend)
    {
        using Scalar one = 1;
        return tensor.add(addend, one);
    }

    /// <summary>t + f·a.</summary>
    public static Tensor Plus(this Tensor tensor, Tensor addend, double factor)
    {
        using Scalar alpha = factor;
        return tensor.add(addend, alpha);
    }

    public static Tensor Plus(this Tensor tensor, double number)
    {
        using Scalar addend = number, one = 1;
        return tensor.add(addend, one);
    }

    public static Tensor Times(this Tensor tensor, double factor)
    {
        using Scalar scalar = factor;
        return tensor.mul(scalar);
    }

    public static Tensor Over(this Tensor tensor, double divisor)
    {
        using Scalar scalar = divisor;
        return tensor.div(scalar);
    }

    public static Tensor Power(this Tensor tensor, double exponent)
    {
        using Scalar scalar = exponent;
        return tensor.pow(scalar);
    }

    /// <summary>max(t, l).</summary>
    public static Tensor AtLeast(this Tensor tensor, double least)
    {
        using Scalar scalar = least;
        return tensor.clamp_min(scalar);
    }

    /// <summary>min(max(t, l), m).</summary>
    public static Tensor Clamp(this Tensor tensor, double least, double most)
    {
        using Scalar lower = least, upper = most;
        return tensor.clamp(lower, upper);
    }

    /// <summary>Where values are at least a limit: bool, of the same shape.</summary>
    public static Tensor From(this Tensor tensor, double limit)
    {
        using Scalar scalar = limit;
        return tensor.ge(scalar);
    }

    /// <summary>Where values are above a limit: bool, of the same shape.</summary>
    public static Tensor Above(this Tensor tensor, double limit)
    {
        using Scalar scalar = limit;
        return tensor.gt(scalar);
    }

    /// <summary>A number in place of the values where a mask is true.</summary>
    public static Tensor Masked(this Tensor tensor, Tensor mask, double number)
    {
        using Scalar scalar = number;
        return tensor.masked_fill(mask, scalar);
    }

    /// <summary>0 to n − 1, int64 [n].</summary>
    public static Tensor Indexes(long count, Device device)
    {
        using Scalar first = 0, end = count, step = 1;
        return arange(first, end, step, int64, device);
    }

    public static Tensor Add(this Tensor tensor, Tensor addend)
    {
        using Scalar one = 1;
        return tensor.add_(addend, one);
    }

    /// <summary>t + f·a.</summary>
    public static Tensor Add(this Tensor tensor, Tensor addend, double factor)
    {
        using Scalar alpha = factor;
        return tensor.add_(addend, alpha);
    }

    public static Tensor Add(this Tensor tensor, double number)
    {
        using Scalar addend = number, one = 1;
        return tensor.add_(addend, one);
    }

    /// <summary>Adds an integer to integers.</summary>
    public static Tensor Add(this Tensor tensor, long number)
    {
        using Scalar addend = number, one = 1;
        return tensor.add_(addend, one);
    }

    /// <summary>t + f·a·b.</summary>
    public static Tensor AddProduct(this Tensor tensor, Tensor left, Tensor right, double factor)
    {
        using Scalar value = factor;
        return tensor.addcmul_(left, right, value);
    }

    /// <summary>t + f·a/b.</summary>
    public static Tensor AddQuotient(this Tensor tensor, Tensor dividend, Tensor divisor, double factor)
    {
        using Scalar value = factor;
        return tensor.addcdiv_(dividend, divisor, value);
    }

    /// <summary>Adds rows to those of the given indexes.</summary>
    public static Tensor AddRows(this Tensor tensor, Tensor indexes, Tensor rows)
    {
        using Scalar one = 1;
        return tensor.index_add_(0, indexes, rows, one);
    }

    public static Tensor Multiply(this Tensor tensor, double factor)
    {
        using Scalar scalar = factor;
        return tensor.mul_(scalar);
    }

    public static Tensor Divide(this Tensor tensor, double divisor)
    {
        using Scalar scalar = divisor;
        return tensor.div_(scalar);
    }

    /// <summary>Sets all values of integers.</summary>
    public static Tensor Fill(this Tensor tensor, long number)
    {
        using Scalar scalar = number;
        return tensor.fill_(scalar);
    }
}
