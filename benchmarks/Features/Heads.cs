using Microsoft.ML;
using MLNet.Ride;
using MLNet.Ride.Torch.Options;

namespace Features;

/// <summary>The classifiers on features that are compared, by name.</summary>
internal static class Heads
{
    public static IEnumerable<(string Name, Func<IDataView, ITransformer> Fit)> All(MLContext ml)
    {
        yield return ("LbfgsMaximumEntropy (ML.NET)", ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy().Fit);
        foreach ((string name, LongTailedTrainer.Options options) in Ours())
        {
            options.Seed = 1;
            yield return (name, ml.MulticlassClassification.Trainers.LongTailed(options).Fit);
        }
    }

    private static IEnumerable<(string Name, LongTailedTrainer.Options Options)> Ours()
    {
        yield return ("nearest class mean", With(options => options.Classifier.Method = Classifiers.Ncm));
        yield return ("cosine, cross-entropy", With(options => options.Loss.Classification = Losses.CrossEntropy));
        yield return ("cosine, logit adjustment (the default)", With(_ => { }));
        yield return ("linear, logit adjustment", With(options => options.Head = HeadKind.Linear));
        yield return ("cosine, LDAM-DRW", With(options => (options.Loss.Classification, options.Loss.DeferredReweighting) = (Losses.Ldam, true)));
        yield return ("linear, cRT", CrossEntropy(options => options.Classifier.Method = Classifiers.Crt));
        yield return ("linear, LWS", CrossEntropy(options => options.Classifier.Method = Classifiers.Lws));
        yield return ("linear, τ-norm (τ = 0.7)", CrossEntropy(options => (options.Classifier.Method, options.Classifier.Tau) = (Classifiers.TauNorm, 0.7)));
        yield return ("BalPoE, 3 cosine experts", With(options => (options.ExpertCount, options.Loss.Classification) = (3, Losses.BalPoE)));
        yield return ("one network of 512 hidden units", With(options => options.HiddenUnits = 512));
        yield return ("RIDE, 3 experts of 512 hidden units", Ride(_ => { }));
        yield return ("the same with routing, of 5 epochs", Routed(epochs: 20, routingEpochs: 5));
        yield return ("the same with routing, of 50 epochs (the default)", Routed(epochs: 20, routingEpochs: 50));
        yield return ("RIDE, trained for 4 epochs", Ride(options => options.Epochs = 4));
        yield return ("the same with routing, of 5 epochs", Routed(epochs: 4, routingEpochs: 5));
        yield return ("the same with routing, of 50 epochs", Routed(epochs: 4, routingEpochs: 50));
    }

    private static LongTailedTrainer.Options With(Action<LongTailedTrainer.Options> change)
    {
        var options = new LongTailedTrainer.Options();
        change(options);
        return options;
    }

    private static LongTailedTrainer.Options CrossEntropy(Action<LongTailedTrainer.Options> change) => With(options =>
    {
        (options.Head, options.Loss.Classification) = (HeadKind.Linear, Losses.CrossEntropy);
        change(options);
    });

    private static LongTailedTrainer.Options Routed(int epochs, int routingEpochs)
        => Ride(options => (options.Epochs, options.Routing.Enabled, options.Routing.Epochs) = (epochs, true, routingEpochs));

    private static LongTailedTrainer.Options Ride(Action<LongTailedTrainer.Options> change) => With(options =>
    {
        (options.ExpertCount, options.HiddenUnits, options.Loss.DiversityFactor) = (3, 512, -0.2);
        change(options);
    });
}
