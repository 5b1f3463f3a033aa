using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Reference;

internal static class TensorValues
{
    public static float[] Floats(this Tensor tensor)
    {
        using Tensor copy = tensor.detach().clone().contiguous();
        return copy.data<float>().ToArray();
    }

    public static float[] Floats(this Tensor tensor, int count) => tensor.Floats()[..count];

    public static double Norm(this Tensor tensor) => Math.Sqrt(tensor.Floats().Sum(value => (double)value * value));
}
