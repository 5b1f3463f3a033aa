using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Reference;
using MLNet.Ride.Torch.Training;
using MLNet.Ride.Torch.Training.Schedules;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using OptimizerOptions = MLNet.Ride.Torch.Options.OptimizerOptions;

namespace MLNet.Ride.Torch.Tests.Training;

/// <summary>Steps of the optimizer on the loss i·Σa² + Σb³ in step i, compared with PyTorch 1.13.1.</summary>
public sealed class StageOptimizerTests
{
    // import torch
    // a, b = (torch.nn.Parameter(torch.tensor(v)) for v in ([1., -2, 3], [[.5, -.25]]))
    // o = torch.optim.AdamW([a, b], lr=.1, betas=(.8, .999), weight_decay=.05)
    // for i in range(1, 5):
    //     o.zero_grad(); ((a**2).sum()*i + (b**3).sum()).backward(); o.step(); print(a, b)
    [Fact]
    public void AdamW_takes_the_steps_of_PyTorch()
        => Follows(
            new() { Algorithm = OptimizerAlgorithm.AdamW, LearningRate = 0.1, Momentum = 0.8, WeightDecay = 0.05 },
            [0.89500004f, -1.89f, 2.8850002f, 0.39750001f, -0.34875f],
            [0.79129374f, -1.781723f, 2.7718863f, 0.30039507f, -0.44560048f],
            [0.68675035f, -1.67278f, 2.6581874f, 0.21240136f, -0.54223126f],
            [0.58092153f, -1.5624609f, 2.5431328f, 0.13619012f, -0.63973904f]);

    // As above, with o = torch.optim.SGD([a, b], lr=.1, momentum=.9, nesterov=True), and
    // torch.nn.utils.clip_grad_norm_([a, b], 3.) before o.step().
    [Fact]
    public void Gradients_are_clipped_as_by_PyTorch()
        => Follows(
            new() { LearningRate = 0.1, WeightDecay = 0, GradientClipping = 3 },
            [0.84846759f, -1.6969352f, 2.5454028f, 0.44317535f, -0.26420617f],
            [0.63171244f, -1.2634249f, 1.8951372f, 0.3925344f, -0.27965099f],
            [0.35646871f, -0.71293741f, 1.069406f, 0.34090388f, -0.29852745f]);

    [Fact]
    public void A_gradient_below_the_limit_is_not_changed()
    {
        var free = new OptimizerOptions { LearningRate = 0.01 };
        var limited = new OptimizerOptions { LearningRate = 0.01, GradientClipping = 1000 };

        Assert.Equal(After(free, 3), After(limited, 3));
    }

    [Theory]
    [InlineData(OptimizerAlgorithm.Sgd)]
    [InlineData(OptimizerAlgorithm.AdamW)]
    public void Batches_of_several_sizes_are_accumulated_to_the_mean_over_their_images(OptimizerAlgorithm algorithm)
    {
        var options = new OptimizerOptions { Algorithm = algorithm, LearningRate = 0.01, GradientClipping = 5 };
        float[] images = [1, -2, 3, 0.5f, 2, -1, 4];
        using Weights one = new(options), parts = new(Accumulating(options, 3));
        for (int epoch = 1; epoch <= 2; epoch++)
        {
            Assert.True(one.Learn(images[..5], false));
            Assert.True(one.Learn(images[5..], true));
            Assert.False(parts.Learn(images[..2], false));
            Assert.False(parts.Learn(images[2..4], false));
            Assert.True(parts.Learn(images[4..5], false));
            Assert.True(parts.Learn(images[5..], true)); // the last group of an epoch has fewer batches
        }

        Close.Values(one.Values(), parts.Values(), 1e-6f, "weights");
    }

    [Theory]
    [InlineData(OptimizerAlgorithm.Sgd, 1)]
    [InlineData(OptimizerAlgorithm.Sgd, 3)]
    [InlineData(OptimizerAlgorithm.AdamW, 1)]
    [InlineData(OptimizerAlgorithm.AdamW, 3)]
    public void The_state_goes_on_bit_for_bit(OptimizerAlgorithm algorithm, int accumulationSteps)
    {
        OptimizerOptions options = Accumulating(new() { Algorithm = algorithm, LearningRate = 0.01 }, accumulationSteps);
        float[][] batches = [[1, 2], [3], [-1, 4], [2], [5, -6]];
        using var whole = new Weights(options);
        for (int stop = 0; stop < batches.Length; stop++)
        {
            using Weights before = whole.Copy();
            using Weights after = new(options, before.Tensors());
            using DisposeScope scope = NewDisposeScope();
            Dictionary<string, Tensor> saved = whole.Optimizer.State().ToDictionary(entry => entry.Key, entry => entry.Value.clone());
            after.Optimizer.Restore(saved);
            foreach (float[] batch in batches[stop..])
            {
                after.Learn(batch, false);
            }

            using Weights wanted = new(options);
            foreach (float[] batch in batches)
            {
                wanted.Learn(batch, false);
            }

            Assert.Equal(wanted.Values(), after.Values());
            whole.Learn(batches[stop], false);
        }
    }

    [Fact]
    public void A_state_of_another_network_or_algorithm_is_refused()
    {
        using DisposeScope scope = NewDisposeScope();
        using Weights sgd = new(new() { LearningRate = 0.1 }), adam = new(new() { Algorithm = OptimizerAlgorithm.AdamW, LearningRate = 0.1 });

        Assert.Contains("'momentum.1' of shape [3]", Refused(sgd, "momentum.1", zeros(3)));
        Assert.Contains("'momentum.2'", Refused(sgd, "momentum.2", zeros(3)));
        Assert.Contains("'momentum.x'", Refused(sgd, "momentum.x", zeros(3)));
        Assert.Contains("'momentum.0'", Refused(adam, "momentum.0", zeros(3)));
        Assert.Contains("'optimizer.mean.0'", Refused(sgd, "optimizer.mean.0", zeros(3)));
        Assert.Contains("'optimizer.steps' of shape [3]", Refused(adam, "optimizer.steps", zeros(3, int64)));
        sgd.Optimizer.Restore(new Dictionary<string, Tensor> { ["model.momentum.7"] = zeros(1) });

        static string Refused(Weights weights, string name, Tensor value)
            => Assert.Throws<InvalidDataException>(() => weights.Optimizer.Restore(new Dictionary<string, Tensor> { [name] = value })).Message;
    }

    private static void Follows(OptimizerOptions options, params float[][] expected)
    {
        using var weights = new Weights(options);
        for (int i = 0; i < expected.Length; i++)
        {
            weights.Step(i + 1);
            Close.Values(expected[i], weights.Values(), 1e-6f, $"step {i + 1}");
        }
    }

    private static float[] After(OptimizerOptions options, int steps)
    {
        using var weights = new Weights(options);
        for (int i = 1; i <= steps; i++)
        {
            weights.Step(i);
        }

        return weights.Values();
    }

    private static OptimizerOptions Accumulating(OptimizerOptions options, int steps)
    {
        OptimizerOptions copy = options.Copy();
        copy.AccumulationSteps = steps;
        return copy;
    }

    private sealed class Weights : IDisposable
    {
        private readonly OptimizerOptions _options;
        private readonly Parameter _a;
        private readonly Parameter _b;

        public Weights(OptimizerOptions options, (float[] A, float[] B)? values = null)
        {
            _options = options;
            _a = new Parameter(tensor(values?.A ?? [1, -2, 3]));
            _b = new Parameter(tensor(values?.B ?? [0.5f, -0.25f], [1, 2]));
            Optimizer = new StageOptimizer([_a, _b], options, new WarmUpStepSchedule(0, [], 1));
            Optimizer.BeginEpoch(1);
        }

        public StageOptimizer Optimizer { get; }

        public Weights Copy() => new(_options, Tensors());

        public (float[] A, float[] B) Tensors() => (_a.Floats(), _b.Floats());

        public float[] Values() => [.. _a.Floats(), .. _b.Floats()];

        public void Step(int factor)
        {
            using DisposeScope scope = NewDisposeScope();
            Optimizer.Step(_a.square().sum().mul(factor).add(_b.pow(3).sum()));
        }

        /// <summary>Learns the mean of x·Σa² + x·Σb over images x.</summary>
        public bool Learn(float[] images, bool endsEpoch)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor of = tensor(images);
            Tensor loss = of.mul(_a.square().sum()).add(of.mul(_b.sum())).mean();
            return Optimizer.Step(loss, images.Length, endsEpoch);
        }

        public void Dispose()
        {
            Optimizer.Dispose();
            _a.Dispose();
            _b.Dispose();
        }
    }
}
