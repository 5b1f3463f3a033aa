using MLNet.Ride.Torch.Methods.SelfSupervision;
using MLNet.Ride.Torch.Tests.Reference;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Methods.SelfSupervision;

public sealed class KeyQueueTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Generator _generator = new(1);

    public void Dispose()
    {
        _generator.Dispose();
        _scope.Dispose();
    }

    [Fact]
    public void Begins_with_directions_of_no_class()
    {
        using var queue = new KeyQueue(4, 3, _generator, CPU);

        Close.Values([1, 1, 1, 1], queue.Keys.norm(1).data<float>().ToArray(), 1e-6, "norms");
        Assert.Equal([-1, -1, -1, -1], queue.Labels.data<long>().ToArray());
    }

    [Fact]
    public void Replaces_the_oldest_first_and_begins_anew_at_its_end()
    {
        using var queue = new KeyQueue(5, 1, _generator, CPU);

        queue.Enqueue(Keys(1, 2, 3), Labels(1, 2, 3));
        queue.Enqueue(Keys(4, 5, 6, 7), Labels(4, 5, 6, 7));

        Assert.Equal([6, 7, 3, 4, 5], queue.Keys.data<float>().ToArray());
        Assert.Equal([6, 7, 3, 4, 5], queue.Labels.data<long>().ToArray());
        Assert.Equal(2, queue.Position.item<long>());
    }

    [Fact]
    public void Keeps_the_last_of_more_keys_than_it_has_places()
    {
        using var queue = new KeyQueue(2, 1, _generator, CPU);

        queue.Enqueue(Keys(1, 2, 3), Labels(1, 2, 3));

        Assert.Equal([2, 3], queue.Keys.data<float>().ToArray());
        Assert.Equal([2, 3], queue.Labels.data<long>().ToArray());
    }

    private static Tensor Keys(params float[] values) => tensor(values, [values.Length, 1]);

    private static Tensor Labels(params long[] values) => tensor(values);
}
