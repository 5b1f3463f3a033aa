using MLNet.Ride.Torch.Training.Runs;
using TorchSharp;

namespace MLNet.Ride.Torch.Tests.Training.Runs;

public class LossReadingsTests
{
    [Fact]
    public void Losses_are_read_together_in_the_order_of_their_steps()
    {
        using var losses = new LossReadings(most: 3);
        foreach (float loss in new[] { 0.1f, 2, 3 })
        {
            Assert.False(losses.AreDue);
            using DisposeScope scope = torch.NewDisposeScope();
            losses.Add(torch.tensor(loss), images: (int)(10 * loss));
        }

        Assert.True(losses.AreDue);
        Assert.Equal([(0.1f, 1), (2, 20), (3, 30)], losses.Read());
        Assert.False(losses.AreDue);
        Assert.Empty(losses.Read());
    }

    [Fact]
    public void A_CPU_reads_each_at_once_and_other_devices_several()
    {
        using LossReadings onCpu = LossReadings.On(torch.CPU), onGpu = LossReadings.On(torch.META);
        using torch.Tensor loss = torch.tensor(1f);
        onCpu.Add(loss, 1);
        onGpu.Add(loss, 1);

        Assert.Equal((true, false), (onCpu.AreDue, onGpu.AreDue));
    }

    [Fact]
    public void Nothing_is_left_of_losses_that_are_not_read()
        => TensorCount.AssertNoneLeft(
            () =>
            {
                using var losses = new LossReadings(most: 3);
                using torch.Tensor loss = torch.tensor(1f);
                losses.Add(loss, 1);
            },
            () => torch.tensor(1f).Dispose());
}
