using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime;
using MLNet.Ride.Torch.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Methods.Translation;

/// <summary>
/// Major-to-minor translation (M2m): from a seed image of class k₀ with noise, x ← x − η·∇/‖∇‖ of CE(g(x), k) + λ·f_k₀(x) for the class k of the image it replaces,
/// clipped to pixels from 0 to 1; used if g gives k a probability of at least γ.
/// </summary>
/// <remarks>
/// Kim, Jeong and Shin, "M2m: Imbalanced classification via major-to-minor translation", CVPR 2020, algorithm 1. g and f are in evaluation mode. The noise of an image
/// has an L2 norm of at most 0.5; in their code, this bounds that of each channel over the whole batch.
/// </remarks>
internal sealed class MajorToMinor : IImageTranslation
{
    private const string Name = "translation";
    private const double LargestNoise = 0.5;
    private const double LeastNorm = 1e-10;

    private readonly RideModel _student;
    private readonly IReadOnlyList<int> _counts;
    private readonly TranslationOptions _options;
    private readonly int _afterEpoch;
    private readonly int _seed;
    private readonly Tensor _mean;
    private readonly Tensor _deviation;
    private readonly Tensor _steps = zeros(1, int64).DetachFromDisposeScope();

    /// <param name="translator">The trained network g; its creator disposes it.</param>
    /// <param name="student">The network f being trained.</param>
    /// <param name="options">Settings.</param>
    /// <param name="afterEpoch">The last epoch without translation.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="device">Training device.</param>
    public MajorToMinor(RideModel translator, RideModel student, TranslationOptions options, int afterEpoch, int seed, Device device)
    {
        (Translator, _student, _options, _afterEpoch, _seed) = (translator, student, options, afterEpoch, seed);
        ModelDescription description = student.Description;
        _counts = description.TrainingCounts;
        _mean = tensor([.. description.Mean], [1, 3, 1, 1], device: device).DetachFromDisposeScope();
        _deviation = tensor([.. description.StandardDeviation], [1, 3, 1, 1], device: device).DetachFromDisposeScope();
    }

    public RideModel Translator { get; }

    public IReadOnlyDictionary<string, Tensor> FurtherTensors => new Dictionary<string, Tensor> { ["translation.steps"] = _steps };

    /// <summary>The settings that g is trained with: those of the run, cross-entropy, and every image once an epoch.</summary>
    public static RideOptions OptionsOfTranslator(RideOptions run)
    {
        RideOptions own = run.Copy();
        own.Loss = new() { Classification = Torch.Options.Losses.CrossEntropy, DeferredReweighting = false, DiversityFactor = 0 };
        own.Sampling = new();
        return own;
    }

    public Tensor Apply(Tensor images, Tensor labels, int epoch)
    {
        if (epoch <= _afterEpoch)
        {
            return images;
        }

        Random random = EpochRandom.Create(_seed, Name, checked((int)_steps.item<long>()));
        _steps.Add(1L);
        using DisposeScope scope = NewDisposeScope();
        (int Place, int Seed)[] pairs = MajorSeeds.Draw(labels.cpu().data<long>().ToArray(), _counts, _options.Beta, random);
        return pairs.Length == 0 ? images : Replaced(images, labels, pairs, random.Next()).MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        _mean.Dispose();
        _deviation.Dispose();
        _steps.Dispose();
    }

    private Tensor Replaced(Tensor images, Tensor labels, (int Place, int Seed)[] pairs, int seed)
    {
        Tensor places = Indexes(pairs.Select(pair => pair.Place)), seeds = Indexes(pairs.Select(pair => pair.Seed));
        Tensor minor = labels.index_select(0, places);
        (Tensor translated, Tensor accepted) = Translate(images.index_select(0, seeds), labels.index_select(0, seeds), minor, seed);
        return images.index_copy(0, places.masked_select(accepted), translated.index_select(0, accepted.nonzero().flatten()));

        Tensor Indexes(IEnumerable<int> indexes) => tensor((long[])[.. indexes.Select(index => (long)index)], device: images.device);
    }

    /// <summary>Translates images.</summary>
    /// <param name="images">Normalized seed images [m, 3, S, S].</param>
    /// <param name="major">Their classes, int64 [m].</param>
    /// <param name="minor">The classes they are translated to, int64 [m].</param>
    /// <param name="seed">Seed of the noise.</param>
    /// <returns>The normalized translations [m, 3, S, S], and whether they are accepted, bool [m].</returns>
    internal (Tensor Translated, Tensor Accepted) Translate(Tensor images, Tensor major, Tensor minor, int seed)
    {
        foreach (RideModel model in (RideModel[])[Translator, _student])
        {
            model.Evaluate();
            model.Network.UnfoldBatchNorm(); // folded layers have no gradient
        }

        Tensor translated;
        using (new FixedWeights([.. Translator.Network.parameters(), .. _student.Network.parameters()]))
        {
            Tensor pixels = WithNoise(images.mul(_deviation).Plus(_mean), seed);
            for (int step = 0; step < _options.Steps; step++)
            {
                pixels = Step(pixels, major, minor);
            }

            translated = Normalized(pixels);
        }

        _student.Network.train(); // after its weights learn again, because frozen ones would be folded
        using IDisposable noGradient = no_grad();
        return (translated, Translator.EnsembleLogits(translated).softmax(1).gather(1, minor.unsqueeze(1)).squeeze(1).From(_options.Confidence));
    }

    private Tensor Step(Tensor pixels, Tensor major, Tensor minor)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor variable = pixels.detach().requires_grad_(true);
        Tensor normalized = Normalized(variable);
        Tensor ofMinor = nn.functional.cross_entropy(Translator.EnsembleLogits(normalized), minor, reduction: nn.Reduction.Sum);
        Tensor ofMajor = _student.EnsembleLogits(normalized).gather(1, major.unsqueeze(1)).sum();
        Tensor gradient = autograd.grad([ofMinor.Plus(ofMajor, _options.Lambda)], [variable])[0];
        using IDisposable noGradient = no_grad();
        Tensor direction = gradient.div(Norm(gradient).Plus(LeastNorm));
        return variable.detach().Plus(direction, -_options.StepSize).Clamp(0, 1).MoveToOuterDisposeScope();
    }

    private static Tensor WithNoise(Tensor pixels, int seed)
    {
        using Generator generator = new((ulong)seed);
        Tensor noise = empty(pixels.shape).uniform_(-0.5, 0.5, generator).to(pixels.device);
        Tensor factors = Norm(noise).AtLeast(LargestNoise).reciprocal().Multiply(LargestNoise); // min(1, 0.5/‖noise‖)
        return pixels.Plus(noise.mul(factors)).Clamp(0, 1);
    }

    private Tensor Normalized(Tensor pixels) => pixels.sub(_mean).div(_deviation);

    private static Tensor Norm(Tensor images) => images.mul(images).sum([1, 2, 3], true).sqrt();

    // Gradients are those of the images alone.
    private sealed class FixedWeights : IDisposable
    {
        private readonly Parameter[] _learned;

        public FixedWeights(IEnumerable<Parameter> parameters)
        {
            _learned = [.. parameters.Where(parameter => parameter.requires_grad)];
            Set(false);
        }

        public void Dispose() => Set(true);

        private void Set(bool required) => Array.ForEach(_learned, parameter => parameter.requires_grad = required);
    }
}
