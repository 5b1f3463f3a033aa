using System.ComponentModel.DataAnnotations;
using Microsoft.ML;
using MLNet.Ride.Persistence;
using MLNet.Ride.Schema;
using MLNet.Ride.Torch;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Training;
using MLNet.Ride.Training;

namespace MLNet.Ride;

public sealed partial class RideTrainer
{
    /// <summary>Settings of a <see cref="RideTrainer"/>: columns and reporting here, the training run in <see cref="RideOptions"/>.</summary>
    public sealed partial class Options : RideOptions
    {
        internal const int DefaultImageMemoryMegabytes = 1024;

        /// <summary>Name of the label column, a key (<c>MapValueToKey</c>). Rows without a label are skipped.</summary>
        /// <value>The default value is <c>Label</c>.</value>
        public string LabelColumnName { get; set; } = "Label";

        /// <summary>
        /// Name of the image column: encoded bytes of any length, <c>MLImage</c>, or a vector of 3·S·S bytes or singles from 0 to 255 (red,
        /// green, then blue plane, rows from the top), where S is <see cref="RideOptions.ImageSize"/>. Encoded bytes and images of another
        /// size are resized.
        /// </summary>
        /// <value>The default value is <c>Image</c>.</value>
        public string FeatureColumnName { get; set; } = "Image";

        /// <summary>
        /// Name of a text column with the images' paths. If the input has it, messages about unreadable images name the file.
        /// </summary>
        /// <value>The default value is <c>ImagePath</c>.</value>
        public string ImagePathColumnName { get; set; } = "ImagePath";

        /// <summary>Name of the output column with the most probable class, a key with the label's names.</summary>
        /// <value>The default value is <c>PredictedLabel</c>.</value>
        public string PredictedLabelColumnName { get; set; } = "PredictedLabel";

        /// <summary>Name of the output column with the probabilities of the C classes in key order, a vector of Single.</summary>
        /// <value>The default value is <c>Score</c>.</value>
        public string ScoreColumnName { get; set; } = "Score";

        /// <summary>Name of the output column with the number of experts used, 1…K, an <see cref="int"/>.</summary>
        /// <value>The default value is <c>ExpertsUsed</c>.</value>
        public string ExpertsUsedColumnName { get; set; } = "ExpertsUsed";

        /// <summary>
        /// A trained classifier as the teacher of the experts (see <see cref="RideOptions.Distillation"/>), with the same classes in the
        /// same order; its network is copied when <see cref="Fit(IDataView)"/> begins. <see langword="null"/> for none.
        /// </summary>
        /// <value>The default value is <see langword="null"/>.</value>
        public RideTransformer? Teacher { get; set; }

        /// <summary>
        /// Path of a saved model whose RIDE classifier is the teacher, instead of <see cref="Teacher"/>; read by
        /// <see cref="Fit(IDataView)"/>.
        /// </summary>
        /// <value>The default value is <see langword="null"/>.</value>
        public string? TeacherPath { get; set; }

        /// <summary>
        /// Validation rows (<see cref="RideOptions.Validation"/>), with the label and the feature column in the form that the trainer
        /// receives: the output of the fitted transforms before the trainer. Classes are matched to those of the training rows by name.
        /// <see langword="null"/> for none.
        /// </summary>
        /// <value>The default value is <see langword="null"/>.</value>
        public IDataView? ValidationSet { get; set; }

        /// <summary>
        /// A trained classifier of the same architecture that provides the initial weights; its network is copied when
        /// <see cref="Fit(IDataView)"/> begins. Classes of the same name keep their classifier weights, others start with random weights,
        /// and routers are trained from scratch. <see langword="null"/> for none.
        /// </summary>
        /// <value>The default value is <see langword="null"/>.</value>
        public RideTransformer? InitialModel { get; set; }

        /// <summary>Batch size for scoring with the trained model, between 1 and 65536.</summary>
        /// <value>The default value is 64.</value>
        [Range(1, ModelCard.LargestScoringBatchSize)]
        public int ScoringBatchSize { get; set; } = 64;

        /// <summary>
        /// Memory for training images in MiB, between 0 and 1048576. Images that do not fit are kept in a file in the temporary folder
        /// (<c>MLContext.TempFilePath</c>, otherwise TMPDIR, on Windows TMP), which is deleted when training ends, even after an error.
        /// </summary>
        /// <value>The default value is 1024.</value>
        [Range(0, 1 << 20)]
        public int ImageMemoryMegabytes { get; set; } = DefaultImageMemoryMegabytes;

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
            CheckTeacher();
            RideTraining.Check(this, Teacher is not null || TeacherPath is not null);
            Columns.Check();
        }

        internal ColumnNames Columns
            => new(LabelColumnName, FeatureColumnName, ImagePathColumnName, PredictedLabelColumnName, ScoreColumnName, ExpertsUsedColumnName);

        internal ReadingOptions Reading => new(Columns, ImageSize, Augmentation, Decoding, ImageMemoryMegabytes, null, CancellationToken);

        private void CheckTeacher()
        {
            if ((Distillation?.TeacherExperts is null ? 0 : 1) + (Teacher is null ? 0 : 1) + (TeacherPath is null ? 0 : 1) > 1)
            {
                throw new ArgumentException(
                    $"There is more than one teacher: set only one of {nameof(Teacher)}, {nameof(TeacherPath)} and Distillation.TeacherExperts.",
                    nameof(Teacher));
            }
        }
    }
}
