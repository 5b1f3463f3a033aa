namespace TorchSharp;

public static partial class torch
{
    public static Tensor from_array(Array rawArray, Device device = null) =>
        from_array(rawArray, ToScalarType(rawArray.GetType().GetElementType()), device ?? CPU);

    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device device = null, bool requires_grad = false, string[] names = null) =>
        FromMemory(rawArray, ShapeOf(rawArray), ToScalarType(rawArray.GetType().GetElementType()), dtype, device, requires_grad, names);

    public static Tensor as_tensor(Array data, ScalarType? dtype = null, Device device = null) => from_array(data, dtype, device);
}
