using MLNet.Ride.Torch.Kernels;

namespace MLNet.Ride.Torch.Tests.Networks.Cpu;

/// <summary>Blocks hold every pair of channels once, and none is narrower than a vector or too wide for the cache.</summary>
public class KernelBlockTests
{
    [Theory]
    [InlineData(16, 16)]
    [InlineData(128, 129)]
    [InlineData(385, 897)]
    [InlineData(512, 2048)]
    public void Blocks_hold_every_pair_of_channels_once(int inputs, int outputs)
    {
        var seen = new int[inputs, outputs];
        foreach (KernelBlock block in KernelBlock.All(inputs, outputs, 16))
        {
            Assert.InRange(block.Inputs, 16, 144);
            Assert.InRange(block.Outputs, 16, 144);
            for (int input = block.FirstInput; input < block.FirstInput + block.Inputs; input++)
            {
                for (int output = block.FirstOutput; output < block.FirstOutput + block.Outputs; output++)
                {
                    seen[input, output]++;
                }
            }
        }

        Assert.All(seen.Cast<int>(), count => Assert.Equal(1, count));
    }
}
