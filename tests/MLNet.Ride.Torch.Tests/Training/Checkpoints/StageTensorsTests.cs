using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Sampling;
using MLNet.Ride.Torch.Training;
using MLNet.Ride.Torch.Training.Checkpoints;
using MLNet.Ride.Torch.Training.Schedules;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Training.Checkpoints;

public sealed class StageTensorsTests
{
    [Fact]
    public void Further_tensors_of_a_stage_are_kept_and_copied_back_in_place()
    {
        using DisposeScope scope = NewDisposeScope();
        using var before = new StageWithTensors(tensor((float[])[1, 2]), tensor((long[])[7]));
        using var after = new StageWithTensors(zeros(2), zeros(1, int64));
        Tensor values = after.FurtherTensors["values"];

        StageTensors.Restore(after, StageTensors.Collect(before, null));

        Assert.Equal([1, 2], values.data<float>().ToArray());
        Assert.Equal(7, after.FurtherTensors["place"].item<long>());
    }

    [Fact]
    public void Further_tensors_that_are_missing_unknown_or_of_another_shape_are_refused()
    {
        using DisposeScope scope = NewDisposeScope();
        using var stage = new StageWithTensors(tensor((float[])[1, 2]), tensor((long[])[7]));

        Assert.Contains("stage 'test'. Tensors missing: place", Refused(stage, tensors => tensors.Remove("further.place")));
        Assert.Contains("unexpected: other", Refused(stage, tensors => tensors["further.other"] = zeros(1)));
        Assert.Contains("values (Float32 [3] instead of Float32 [2])", Refused(stage, tensors => tensors["further.values"] = zeros(3)));
        Assert.Equal([1, 2], stage.FurtherTensors["values"].data<float>().ToArray());
    }

    private static string Refused(StageWithTensors stage, Action<Dictionary<string, Tensor>> damage)
    {
        Dictionary<string, Tensor> tensors = StageTensors.Collect(stage, null);
        damage(tensors);
        return Assert.Throws<InvalidDataException>(() => StageTensors.Restore(stage, tensors)).Message;
    }

    private sealed class StageWithTensors : ITrainingStage
    {
        public StageWithTensors(Tensor values, Tensor place)
        {
            FurtherTensors = new Dictionary<string, Tensor> { ["values"] = values, ["place"] = place };
            Optimizer = new StageOptimizer(Model.Network.parameters(), new(), new CosineSchedule(1));
        }

        public string Name => "test";

        public int EpochCount => 1;

        public int BatchSize => 2;

        public int LeastBatch => 1;

        public IEpochSampler Sampler { get; } = SamplerRegistry.Balanced([[0], [1]]);

        public RideModel Model { get; } = TinyRide.Model(2);

        public IReadOnlyDictionary<string, Tensor> FurtherTensors { get; }

        public StageOptimizer Optimizer { get; }

        public string AdviceOnDivergence => "";

        public double BeginEpoch(int epoch) => Optimizer.BeginEpoch(epoch);

        public Tensor Loss(Tensor images, Targets targets, int epoch) => zeros(1);

        public void Dispose()
        {
            Optimizer.Dispose();
            Model.Dispose();
        }
    }
}
