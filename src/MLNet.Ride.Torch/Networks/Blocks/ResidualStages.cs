using MLNet.Ride.Torch.Networks.Layers;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks.Blocks;

/// <summary>The four stages of an ImageNet-style residual network.</summary>
/// <param name="Blocks">Number of blocks of each stage.</param>
/// <param name="Bottlenecks">Whether the blocks are bottlenecks.</param>
/// <param name="Groups">Groups of the bottlenecks' 3×3 convolutions; 32 for ResNeXt.</param>
/// <param name="GroupWidth">Channels of a group per 64 planes; 4 for ResNeXt.</param>
internal sealed record ResidualStages(int[] Blocks, bool Bottlenecks, int Groups = 1, int GroupWidth = 64)
{
    public int Expansion => Bottlenecks ? Bottleneck.Expansion : BasicBlock.Expansion;

    public Chain Create(int stage, int inputChannels, int planes, int stride)
    {
        IEnumerable<nn.Module<Tensor, Tensor>> others = Enumerable.Range(1, Blocks[stage] - 1).Select(_ => Block(planes * Expansion, planes, 1));
        return new([Block(inputChannels, planes, stride), .. others]);
    }

    public void Measure(LayerMeter meter, int stage, int planes, int stride)
    {
        for (int block = 0; block < Blocks[stage]; block++)
        {
            int blockStride = block == 0 ? stride : 1;
            if (Bottlenecks)
            {
                Bottleneck.Measure(meter, planes, blockStride, Groups, GroupWidth);
            }
            else
            {
                BasicBlock.Measure(meter, planes, blockStride);
            }
        }
    }

    private nn.Module<Tensor, Tensor> Block(int inputChannels, int planes, int stride)
        => Bottlenecks ? new Bottleneck(inputChannels, planes, stride, Groups, GroupWidth) : new BasicBlock(inputChannels, planes, stride);
}
