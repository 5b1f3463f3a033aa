using System.ComponentModel.DataAnnotations;
using Microsoft.ML;
using MLNet.Ride.Persistence;
using MLNet.Ride.Schema;
using MLNet.Ride.Torch;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Training;

namespace MLNet.Ride;

public sealed partial class LongTailedTrainer
{
    /// <summary>
    /// Settings of a <see cref="LongTailedTrainer"/>. The defaults train one cosine classifier that begins with the class means and compensates for the class
    /// frequencies by logit adjustment.
    /// </summary>
    public sealed class Options
    {
        /// <summary>Name of the label column, a key (<c>MapValueToKey</c>). Rows without a label are skipped.</summary>
        /// <value>The default value is <c>Label</c>.</value>
        public string LabelColumnName { get; set; } = "Label";

        /// <summary>Name of the column of feature vectors: Single, of known length, finite numbers.</summary>
        /// <value>The default value is <c>Features</c>.</value>
        public string FeatureColumnName { get; set; } = "Features";

        /// <summary>Name of the output column with the most probable class, a key with the label's names.</summary>
        /// <value>The default value is <c>PredictedLabel</c>.</value>
        public string PredictedLabelColumnName { get; set; } = "PredictedLabel";

        /// <summary>Name of the output column with the probabilities of the C classes in key order, a vector of Single.</summary>
        /// <value>The default value is <c>Score</c>.</value>
        public string ScoreColumnName { get; set; } = "Score";

        /// <summary>Name of the output column with the number of experts used, 1…K, an <see cref="int"/>.</summary>
        /// <value>The default value is <c>ExpertsUsed</c>.</value>
        public string ExpertsUsedColumnName { get; set; } = "ExpertsUsed";

        /// <summary>Number of experts K, between 1 and 16.</summary>
        /// <value>The default value is 1.</value>
        [Range(1, RideOptions.LargestExpertCount)]
        public int ExpertCount { get; set; } = 1;

        /// <summary>Units of the hidden layer (ReLU) of each expert, between 0 and 65536; 0 for a classifier on the features themselves.</summary>
        /// <value>The default value is 0.</value>
        [Range(0, 1 << 16)]
        public int HiddenUnits { get; set; }

        /// <summary>
        /// Whether each component is standardized by its mean and standard deviation over the training rows. Recommended for tabular data, whose components have
        /// different scales, and usually not for the features of one network.
        /// </summary>
        /// <value>The default value is <see langword="false"/>.</value>
        public bool Standardize { get; set; }

        /// <summary>Kind of classifier of each expert: linear, cosine, or causal.</summary>
        /// <value>The default value is <see cref="HeadKind.Cosine"/>.</value>
        public HeadKind Head { get; set; } = HeadKind.Cosine;

        /// <summary>Scale s of cosine classifiers, between 1 and 1000 (<see cref="RideOptions.CosineScale"/>).</summary>
        /// <value>The default value is 20.</value>
        [Range(1.0, 1000)]
        public double CosineScale { get; set; } = 20;

        /// <summary>Power of the features in cosine classifiers, between 0.1 and 1 (<see cref="RideOptions.CosinePower"/>).</summary>
        /// <value>The default value is 1: the features themselves.</value>
        [Range(0.1, 1.0)]
        public double CosinePower { get; set; } = 1;

        /// <summary>Factor α of causal classifiers in scoring, between 0 and 10 (<see cref="RideOptions.CausalEffect"/>).</summary>
        /// <value>The default value is 1.5.</value>
        [Range(0.0, 10)]
        public double CausalEffect { get; set; } = 1.5;

        /// <summary>What the classifiers begin with. Behind a hidden layer, class means are those of its random features.</summary>
        /// <value>The default value is <see cref="HeadStart.ClassMeans"/>.</value>
        public HeadStart HeadStart { get; set; } = HeadStart.ClassMeans;

        /// <summary>Number of epochs, at least 1.</summary>
        /// <value>The default value is 20.</value>
        [Range(1, int.MaxValue)]
        public int Epochs { get; set; } = 20;

        /// <summary>Rows in a training step, at least 2.</summary>
        /// <value>The default value is 128.</value>
        [Range(2, int.MaxValue)]
        public int BatchSize { get; set; } = 128;

        /// <summary>Seed of weights and sampling; <see langword="null"/> for that of <c>MLContext</c>, or a random one.</summary>
        /// <value>The default value is <see langword="null"/>.</value>
        public int? Seed { get; set; }

        /// <summary>The optimizer and its learning rate schedule.</summary>
        /// <value>The default is that of <see cref="OptimizerOptions"/> with a cosine schedule and no warm-up.</value>
        public OptimizerOptions Optimizer { get; set; } = new() { Schedule = LearningRateSchedules.Cosine, WarmUpFraction = 0 };

        /// <summary>Classification loss, reweighting, and diversity of the experts.</summary>
        /// <value>The default is logit adjustment (<c>logit-adjustment</c>, τ = 1) without deferred reweighting and without a diversity term.</value>
        public LossOptions Loss { get; set; } = new() { Classification = Losses.LogitAdjustment, DeferredReweighting = false, DiversityFactor = 0 };

        /// <summary>Sampling of training rows.</summary>
        public SamplingOptions Sampling { get; set; } = new();

        /// <summary>Mixing of training rows: <c>none</c> or <c>mixup</c>.</summary>
        public MixingOptions Mixing { get; set; } = new();

        /// <summary>Re-training or replacement of the classifiers after the experts are trained: cRT, LWS, τ-norm, nearest class mean.</summary>
        public ClassifierOptions Classifier { get; set; } = new();

        /// <summary>Routing of hard rows to more experts.</summary>
        /// <value>The default is that of <see cref="RoutingOptions"/> with 50 epochs, which take seconds on features.</value>
        public RoutingOptions Routing { get; set; } = new() { Epochs = 50 };

        /// <summary>Validation during training, best epoch, and early stopping.</summary>
        public ValidationOptions Validation { get; set; } = new();

        /// <summary>
        /// Validation rows with the label and the feature column. Classes are matched to those of the training rows by name. <see langword="null"/> for none.
        /// </summary>
        /// <value>The default value is <see langword="null"/>.</value>
        public IDataView? ValidationSet { get; set; }

        /// <summary>Whether the processes that an MPI launcher started train one model together (<see cref="RideOptions.DataParallel"/>).</summary>
        /// <value>The default value is <see langword="true"/>.</value>
        public bool DataParallel { get; set; } = true;

        /// <summary>Batch size for scoring with the trained model, between 1 and 65536.</summary>
        /// <value>The default value is 1024.</value>
        [Range(1, ModelCard.LargestScoringBatchSize)]
        public int ScoringBatchSize { get; set; } = 1024;

        /// <summary>Receives a progress report after every step, on the training thread; <see langword="null"/> for none.</summary>
        /// <value>The default value is <see langword="null"/>.</value>
        public IProgress<TrainingProgress>? Progress { get; set; }

        /// <summary>Cancels training: <see cref="Fit(IDataView)"/> then throws <see cref="OperationCanceledException"/>.</summary>
        /// <value>The default value is <see cref="CancellationToken.None"/>.</value>
        public CancellationToken CancellationToken { get; set; }

        /// <summary>Checks the range of every setting, names against their registries, and combinations of settings.</summary>
        /// <exception cref="ArgumentException">A setting is out of range; the message names it, its value, and the range.</exception>
        public void Validate()
        {
            OptionAnnotations.Check(this);
            Columns.Check();
            RideTraining.Check(ForVectors(1));
        }

        internal ColumnNames Columns
            => new(LabelColumnName, FeatureColumnName, FeatureColumnName, PredictedLabelColumnName, ScoreColumnName, ExpertsUsedColumnName);

        /// <summary>A deep copy. The settings must be valid.</summary>
        internal Options Copy()
        {
            var copy = (Options)MemberwiseClone();
            (copy.Optimizer, copy.Loss, copy.Sampling, copy.Mixing) = (Optimizer.Copy(), Loss.Copy(), Sampling.Copy(), Mixing.Copy());
            (copy.Classifier, copy.Routing, copy.Validation) = (Classifier.Copy(), Routing.Copy(), Validation.Copy());
            return copy;
        }

        /// <summary>The training run on vectors of a length.</summary>
        internal RideOptions ForVectors(int length) => new()
        {
            Vectors = new VectorInput { Length = length, HiddenUnits = HiddenUnits },
            StandardizeVectors = Standardize,
            ExpertCount = ExpertCount,
            Head = Head,
            CosineScale = CosineScale,
            CosinePower = CosinePower,
            CausalEffect = CausalEffect,
            HeadStart = HeadStart,
            Epochs = Epochs,
            BatchSize = BatchSize,
            Seed = Seed,
            Optimizer = Optimizer,
            Loss = Loss,
            Sampling = Sampling,
            Mixing = Mixing,
            Classifier = Classifier,
            Routing = Routing,
            Validation = Validation,
            DataParallel = DataParallel,
        };
    }
}
