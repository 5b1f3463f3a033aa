using System.Text.Json;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Training;
using MLNet.Ride.Torch.Training.Schedules;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Reference;

/// <summary>Models, images and labels as the reference figures were made with.</summary>
internal static class ReferenceModel
{
    public static ModelDescription Description(int experts, HeadKind head = HeadKind.Cosine, int classes = 100) => new()
    {
        Backbone = "resnet32",
        ClassCount = classes,
        ExpertCount = experts,
        ReducedWidth = true,
        Head = head,
        ImageSize = 32,
        Mean = [0.4914f, 0.4822f, 0.4465f],
        StandardDeviation = [0.2023f, 0.1994f, 0.2010f],
        TrainingCounts = [.. Enumerable.Repeat(1, classes)],
    };

    /// <summary>The model of a stage-one figure, with drawn weights where asked for.</summary>
    public static RideModel StageOne(JsonElement figure, bool fill = true)
    {
        HeadKind head = figure.At("cosine_head").GetBoolean() ? HeadKind.Cosine : HeadKind.Linear;
        ModelDescription description = Description(figure.Int("experts"), head, figure.Int("classes"));
        RideModel model = RideModel.Create(description with { Backbone = figure.At("backbone").GetString()! });
        if (fill)
        {
            Fill(model);
        }

        return model;
    }

    /// <summary>The model of a stage-two figure, with drawn and scaled weights, in evaluation mode.</summary>
    public static RideModel StageTwo(JsonElement figure)
    {
        RideModel model = RideModel.Create(Description(figure.Int("experts")));
        model.AddRouter(figure.Int("top_logits"));
        Fill(model);
        model.Evaluate();

        using IDisposable noGradient = no_grad();
        IReadOnlyDictionary<string, Tensor> state = model.State();
        using Tensor topColumns = state["backbone.expert_help_pred_fc.weight"].narrow(1, 0, figure.Int("top_logits"));
        topColumns.mul_(figure.Number("fc_weight_first_top_logits_columns_scaled_by"));
        float[] factors = figure.Floats("router_hidden_layers_scaled_by");
        for (int router = 0; router < factors.Length; router++)
        {
            state[$"backbone.expert_help_pred_hidden_fcs.{router}.weight"].mul_(factors[router]);
            state[$"backbone.expert_help_pred_hidden_fcs.{router}.bias"].mul_(factors[router]);
        }

        return model;
    }

    /// <summary>The optimizer of a figure, its learning rate constant.</summary>
    public static StageOptimizer Optimizer(JsonElement run, IEnumerable<Parameter> parameters)
    {
        var constant = new WarmUpStepSchedule(0, [], 1);
        var options = new MLNet.Ride.Torch.Options.OptimizerOptions
        {
            LearningRate = run.Number("lr"),
            Momentum = run.Number("momentum"),
            WeightDecay = run.Number("weight_decay"),
            Nesterov = run.At("nesterov").GetBoolean(),
        };
        return new(parameters, options, constant);
    }

    public static void Fill(RideModel model)
    {
        using IDisposable noGradient = no_grad();
        foreach ((string name, Tensor target) in model.State())
        {
            if (target.dtype == ScalarType.Int64)
            {
                target.zero_();
                continue;
            }

            bool cosineHead = model.Description.Head == HeadKind.Cosine && name.Contains(".linear", StringComparison.Ordinal);
            using Tensor drawn = tensor(Weights(name, target.shape, cosineHead), target.shape);
            target.copy_(drawn);
        }
    }

    /// <summary>Images [n, 3, size, size], in memory channels-last as in training unless said otherwise.</summary>
    public static Tensor Images(int count, int size = 32, bool channelsLast = true)
    {
        Tensor planar = tensor(Draws.Of("images", count * 3 * size * size, 1.7), [count, 3, size, size]);
        return channelsLast ? planar.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2) : planar;
    }

    private static float[] Weights(string name, long[] shape, bool cosineHead)
    {
        float[] draws = Draws.Of(name, (int)shape.Aggregate(1L, (product, size) => product * size));
        long fanIn = cosineHead ? shape[0] : shape.Skip(1).Aggregate(1L, (product, size) => product * size);
        Func<float, double> change = name switch
        {
            _ when name.EndsWith("running_var", StringComparison.Ordinal) => d => 1 + (0.5 * Math.Abs(d)),
            _ when name.EndsWith("running_mean", StringComparison.Ordinal) => d => 0.1 * d,
            _ when shape.Length == 1 && name.EndsWith("weight", StringComparison.Ordinal) => d => 1 + (0.1 * d),
            _ when shape.Length == 1 => d => 0.1 * d,
            _ => d => d * Math.Sqrt(6.0 / fanIn),
        };
        return [.. draws.Select(draw => (float)change(draw))];
    }
}
