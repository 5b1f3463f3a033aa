using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Offline.TorchSharp.Tests;

public class BatchNormTests
{
    [Fact]
    public void Training_normalises_with_the_batch_and_moves_the_running_statistics()
    {
        using var scope = NewDisposeScope();
        BatchNorm2d layer = nn.BatchNorm2d(1);
        Tensor input = tensor(new float[] { 1, 2, 3, 6 }).view(2, 1, 1, 2);
        float[] output = layer.call(input).data<float>().ToArray();

        // Mean 3, biased variance 3.5, unbiased 14/3; momentum 0.1.
        double deviation = Math.Sqrt(3.5 + 1e-5);
        Assert.Equal(-2 / deviation, output[0], 5);
        Assert.Equal(3 / deviation, output[3], 5);
        Assert.Equal(0.3f, layer.running_mean!.item<float>(), 5);
        Assert.Equal(0.9f + (0.1f * 14 / 3), layer.running_var!.item<float>(), 5);
        Assert.Equal(1L, layer.num_batches_tracked!.item<long>());
    }

    [Fact]
    public void Evaluation_uses_the_running_statistics()
    {
        using var scope = NewDisposeScope();
        BatchNorm2d layer = nn.BatchNorm2d(1);
        layer.get_buffer("running_mean")!.fill_(2);
        layer.get_buffer("running_var")!.fill_(4);
        layer.eval();
        float[] output = layer.call(full([1, 1, 1, 1], 6f)).data<float>().ToArray();
        Assert.Equal(2f, output[0], 4);
        Assert.Equal(0L, layer.num_batches_tracked!.item<long>());
    }

    [Fact]
    public void Only_batches_of_images_are_taken()
    {
        using var scope = NewDisposeScope();
        BatchNorm2d layer = nn.BatchNorm2d(2);
        Assert.Throws<ArgumentException>(() => layer.call(ones(3, 2)));
    }
}
