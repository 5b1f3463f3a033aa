using MLNet.Ride.Torch.Kernels.Widths;

namespace MLNet.Ride.Torch.Tests.Networks.Cpu;

/// <summary>The width of the vectors can be chosen.</summary>
public class ProcessorKernelsTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void Nothing_means_the_widest(string? bits) => Assert.Same(ProcessorKernels.Available[0], ProcessorKernels.Chosen(bits));

    [Fact]
    public void Zero_means_the_layers_of_libtorch() => Assert.Null(ProcessorKernels.Chosen("0"));

    [Fact]
    public void Every_width_of_the_processor_can_be_chosen_as_number_and_as_text()
        => Assert.All(ProcessorKernels.Available, kernels =>
        {
            Assert.Same(kernels, ProcessorKernels.Chosen(kernels.VectorBits));
            Assert.Same(kernels, ProcessorKernels.Chosen($" {kernels.VectorBits} "));
        });

    [Theory]
    [InlineData("1024")]
    [InlineData("wide")]
    public void Others_are_refused_with_those_that_exist(string bits)
    {
        var error = Assert.Throws<InvalidOperationException>(() => ProcessorKernels.Chosen(bits));

        Assert.Contains($"'{bits}'", error.Message, StringComparison.Ordinal);
        Assert.Contains("128", error.Message, StringComparison.Ordinal);
    }
}
