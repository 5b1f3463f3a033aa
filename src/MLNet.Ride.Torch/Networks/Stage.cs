using System.Globalization;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks;

/// <summary>Blocks one after the other, named 0, 1, 2… in the state.</summary>
internal sealed class Stage : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor>[] _blocks;

    public Stage(params nn.Module<Tensor, Tensor>[] blocks)
        : base(nameof(Stage))
    {
        _blocks = blocks;
        for (int i = 0; i < blocks.Length; i++)
        {
            register_module(i.ToString(CultureInfo.InvariantCulture), blocks[i]);
        }
    }

    public override Tensor forward(Tensor input)
    {
        Tensor output = _blocks[0].forward(input);
        for (int i = 1; i < _blocks.Length; i++)
        {
            using Tensor previous = output;
            output = _blocks[i].forward(previous);
        }

        return output;
    }
}
