using MLNet.Ride.Torch.Kernels.Widths;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime;
using MLNet.Ride.Torch.Runtime.Mpi;
using MLNet.Ride.Torch.Training.Schedules;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training;

/// <summary>SGD with momentum or AdamW, with a learning rate schedule, accumulation of gradients, and gradient clipping.</summary>
/// <remarks>Loshchilov and Hutter, "Decoupled weight decay regularization", ICLR 2019; Pascanu et al., ICML 2013, algorithm 1 (clipping).</remarks>
internal sealed partial class StageOptimizer : IDisposable
{
    private const double SecondMomentum = 0.999;
    private const double Epsilon = 1e-8;

    private readonly Options.OptimizerOptions _options;
    private readonly LearningRateSchedule _schedule;
    private readonly double[] _rates;
    private readonly Parameter[] _parameters;
    private readonly OptimizerHelper _rule;
    private readonly OptimizerState[] _states;
    private int _batches;
    private int _images;

    /// <param name="parameters">What is learned.</param>
    /// <param name="options">Algorithm and its settings; not modified.</param>
    /// <param name="schedule">Factor of the learning rate by epoch.</param>
    public StageOptimizer(IEnumerable<Parameter> parameters, Options.OptimizerOptions options, LearningRateSchedule schedule)
        : this([(1, parameters)], options, schedule)
    {
    }

    /// <param name="groups">What is learned, with factors of the learning rate.</param>
    /// <param name="options">Algorithm and its settings; not modified.</param>
    /// <param name="schedule">Factor of the learning rate by epoch.</param>
    public StageOptimizer(IEnumerable<(double Rate, IEnumerable<Parameter> Parameters)> groups, Options.OptimizerOptions options, LearningRateSchedule schedule)
    {
        _options = options.Copy();
        _schedule = schedule;
        (double Rate, Parameter[] Parameters)[] learned
            = [.. groups.Select(group => (group.Rate, group.Parameters.ToArray())).Where(group => group.Item2.Length > 0)];
        _rates = [.. learned.Select(group => group.Rate)];
        _parameters = [.. learned.SelectMany(group => group.Parameters)];
        (double rate, double momentum, double decay) = (options.LearningRate, options.Momentum, options.WeightDecay);
        _rule = options.Algorithm == OptimizerAlgorithm.AdamW
            ? new UndisturbedAdamW(learned.Select(group => new AdamW.ParamGroup(group.Parameters, rate, momentum, SecondMomentum, Epsilon, decay)))
            : new UndisturbedSgd(learned.Select(group => new SGD.ParamGroup(group.Parameters, rate, momentum, 0, decay, options.Nesterov)), rate, ProcessorKernels.Default);
        _states = [.. _rule.state_dict().State];
    }

    /// <summary>Sets the learning rates of an epoch (from 1) and returns that of groups with a factor of 1.</summary>
    public double BeginEpoch(int epoch)
    {
        double learningRate = _options.LearningRate * _schedule.Factor(epoch - 1);
        foreach ((optim.ILearningRateController group, double rate) in _rule.ParamGroups.Zip(_rates))
        {
            group.LearningRate = learningRate * rate;
        }

        return learningRate;
    }

    /// <summary>
    /// Adds the gradient of a batch's loss, and takes a step after <see cref="Options.OptimizerOptions.AccumulationSteps"/> batches or at the end of
    /// an epoch, with the mean gradient over all images since the last step.
    /// </summary>
    /// <param name="loss">The mean loss of the batch.</param>
    /// <param name="images">Number of images of the batch.</param>
    /// <param name="endsEpoch">Whether it is the last batch of the epoch.</param>
    /// <returns>Whether a step was taken.</returns>
    public bool Step(Tensor loss, int images = 1, bool endsEpoch = true)
    {
        bool accumulates = _options.AccumulationSteps > 1;
        Add(accumulates ? loss.Times(images) : loss, images);
        return IsDue(endsEpoch) && Take(isSum: accumulates);
    }

    /// <summary>Does the same together with other processes, each of which has a part of the batch.</summary>
    /// <param name="loss">The mean loss of the part.</param>
    /// <param name="images">Number of images of the part.</param>
    /// <param name="imagesOfBatch">Number of images of the batch.</param>
    /// <param name="endsEpoch">Whether it is the last batch of the epoch.</param>
    /// <param name="sum">Sums over all processes.</param>
    /// <returns>Whether a step was taken.</returns>
    public bool Step(Tensor loss, int images, int imagesOfBatch, bool endsEpoch, GradientSum sum)
    {
        Tensor ofImages = loss.Times(images);
        Add(ofImages, imagesOfBatch);
        bool isDue = IsDue(endsEpoch);
        sum.Run(ofImages, isDue);
        return isDue && Take(isSum: true);
    }

    /// <summary>Creates the sum of the gradients over several processes.</summary>
    public GradientSum SumOver(ProcessGroup group) => new(group, _parameters);

    /// <summary>Releases the moments, and the gradients that the weights would otherwise keep.</summary>
    public void Dispose()
    {
        Array.ForEach(_parameters, parameter => parameter.grad = null);
        _rule.Dispose();
    }

    private void Add(Tensor loss, int images)
    {
        if (_batches == 0)
        {
            _rule.zero_grad();
        }

        loss.backward();
        (_batches, _images) = (_batches + 1, _images + images);
    }

    private bool IsDue(bool endsEpoch) => _batches >= _options.AccumulationSteps || endsEpoch;

    private bool Take(bool isSum)
    {
        if (isSum)
        {
            foreach (Parameter parameter in _parameters)
            {
                using Tensor? gradient = parameter.grad;
                gradient?.Divide(_images);
            }
        }

        if (_options.GradientClipping is double largestNorm)
        {
            nn.utils.clip_grad_norm_(_parameters, largestNorm, 2);
        }

        _rule.step();
        (_batches, _images) = (0, 0);
        return true;
    }
}
