using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Offline.TorchSharp.Tests;

public class NativeErrorTests
{
    [Fact]
    public void A_native_failure_becomes_an_exception_with_libtorchs_message()
    {
        using var scope = NewDisposeScope();
        Tensor two = ones(2);
        Tensor three = ones(3);
        Assert.Contains("must match", Assert.Throws<ExternalException>(() => two + three).Message);
        Assert.Throws<ExternalException>(() => three.view(2, 2));
        Assert.Throws<ExternalException>(() => cat([ones(2, 2), ones(3, 3)]));
        Assert.Throws<ExternalException>(() => ones(2, 3).select(0, 5));
    }

    [Fact]
    public void The_next_call_works_again()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ExternalException>(() => ones(3).view(2, 2));
        Assert.Equal(3f, ones(3).sum().item<float>());
    }

    [Fact]
    public void Elements_are_read_with_their_own_type()
    {
        using Tensor integers = tensor(new[] { 1L, 2L });
        Assert.Throws<ArgumentException>(() => integers.data<float>());
        Assert.Throws<ArgumentException>(() => integers.item<long>());
    }

    [Fact]
    public void An_array_must_fill_its_shape()
    {
        Assert.Throws<ArgumentException>(() => tensor(new[] { 1f, 2f }, [3]));
    }

    [Fact]
    public void In_place_changes_of_leaves_that_record_are_refused()
    {
        using Tensor leaf = ones([2], requires_grad: true);
        Assert.Throws<ExternalException>(() => leaf.add_(1));
        using (no_grad())
        {
            leaf.add_(1);
        }

        Assert.Equal([2f, 2f], leaf.data<float>().ToArray());
    }
}
