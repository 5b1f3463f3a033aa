using MLNet.Ride.Torch.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Losses;

public class RoutingLossTests
{
    [Fact]
    public void Only_samples_that_a_later_expert_puts_right_should_go_on()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor labels = tensor((long[])[0, 0, 0, 0]);
        Tensor wrong = tensor((float[])[0, 1]);
        Tensor right = tensor((float[])[1, 0]);
        Tensor[] means = [stack([right, wrong, wrong, wrong]), stack([wrong, right, wrong, wrong]), stack([wrong, wrong, right, wrong])];
        Tensor[] scores = [zeros(4), zeros(4)];

        double loss = new RoutingLoss(3).Compute(scores, means, labels).item<float>();

        // Targets: 0 1 1 0 after expert 1, 0 0 1 0 after expert 2; −log sigmoid(0) = log 2 each, three times for targets of 1.
        Assert.Equal(Math.Log(2) * ((8.0 / 4) + (6.0 / 4)) / 2, loss, 5);
    }

    [Fact]
    public void Numbers_of_routers_and_experts_must_agree()
    {
        using DisposeScope scope = NewDisposeScope();

        Assert.Throws<ArgumentException>(() => new RoutingLoss(100).Compute([zeros(1)], [zeros(1, 2)], zeros(1, dtype: int64)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RoutingLoss(0));
    }
}
