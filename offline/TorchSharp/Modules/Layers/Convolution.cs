using static TorchSharp.torch;

namespace TorchSharp
{
    public enum PaddingModes
    {
        Zeros = 0,
        Reflect = 1,
        Replicate = 2,
        Circular = 3,
        Constant = 4,
    }

    public enum Padding
    {
        Valid = 0,
        Same = 1,
    }
}

namespace TorchSharp.Modules
{
    public abstract class Convolution : nn.Module<Tensor, Tensor>
    {
        protected long input_channels;

        private protected Convolution(string name, long inputChannels)
            : base(name) => input_channels = inputChannels;

        protected bool ValidateShape(Tensor input, long dimensions)
        {
            long rank = input.ndim;
            return (rank == dimensions + 2 && input.size(1) == input_channels) || (rank == dimensions + 1 && input.size(0) == input_channels);
        }
    }
}
