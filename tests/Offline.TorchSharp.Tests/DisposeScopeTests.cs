using TorchSharp;
using static TorchSharp.torch;

namespace Offline.TorchSharp.Tests;

public class DisposeScopeTests
{
    [Fact]
    public void A_scope_disposes_the_tensors_made_in_it()
    {
        long before = LiveTensors.Count();
        Tensor made;
        using (NewDisposeScope())
        {
            made = zeros(3) + ones(3);
            Assert.Equal(before + 3, Tensor.TotalCount);
        }

        Assert.True(made.IsInvalid);
        Assert.Equal(before, Tensor.TotalCount);
        Assert.Throws<InvalidOperationException>(() => made.Handle);
    }

    [Fact]
    public void A_result_moves_to_the_outer_scope()
    {
        using DisposeScope outer = NewDisposeScope();
        Tensor result;
        using (NewDisposeScope())
        {
            result = (ones(2) * 3).MoveToOuterDisposeScope();
        }

        Assert.False(result.IsInvalid);
        Assert.True(outer.Contains(result));
        Assert.Equal([3f, 3f], result.data<float>().ToArray());
    }

    [Fact]
    public void Moving_out_of_the_outermost_scope_detaches()
    {
        Tensor result;
        using (NewDisposeScope())
        {
            result = ones(2).MoveToOuterDisposeScope();
        }

        Assert.False(result.IsInvalid);
        result.Dispose();
        Assert.True(result.IsInvalid);
    }

    [Fact]
    public void A_detached_tensor_outlives_every_scope()
    {
        Tensor kept;
        using (NewDisposeScope())
        using (NewDisposeScope())
        {
            kept = ones(2).DetachFromDisposeScope();
        }

        Assert.Equal(2, kept.numel());
        kept.Dispose();
    }

    [Fact]
    public void A_tensor_can_be_attached_again()
    {
        Tensor tensor = ones(2);
        using (DisposeScope scope = NewDisposeScope())
        {
            scope.Attach(tensor);
            Assert.Equal(1, scope.DisposablesCount);
        }

        Assert.True(tensor.IsInvalid);
    }

    [Fact]
    public void Statistics_follow_what_scopes_do()
    {
        DisposeScopeManager.Statistics.Reset();
        using (NewDisposeScope())
        {
            Tensor first = ones(1);
            Tensor second = ones(1);
            Assert.Equal(2, DisposeScopeManager.Statistics.CreatedInScopeCount);
            first.Dispose();
            Assert.Equal(1, DisposeScopeManager.Statistics.DisposedInScopeCount);
            Assert.Equal(1, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
            second.DetachFromDisposeScope().Dispose();
            Assert.Equal(1, DisposeScopeManager.Statistics.DetachedFromScopeCount);
        }

        Assert.Equal(0, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Everything_but_what_is_kept_can_be_disposed_early()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor gone = ones(1);
        Tensor kept = scope.DisposeEverythingBut(ones(1));
        Assert.True(gone.IsInvalid);
        Assert.False(kept.IsInvalid);
    }

    [Fact]
    public void Scopes_belong_to_their_thread()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor? elsewhere = null;
        Thread thread = new(() => elsewhere = ones(1));
        thread.Start();
        thread.Join();
        Assert.False(scope.Contains(elsewhere!));
        elsewhere!.Dispose();
    }
}
