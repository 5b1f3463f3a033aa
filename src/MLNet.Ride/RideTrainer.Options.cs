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
    public sealed class Options : RideOptions
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
        /// (TMPDIR, on Windows TMP), which is deleted when training ends, even after an error.
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

        /// <summary>
        /// The recipe published for CIFAR-100-LT: ResNet-32, 3 experts with three quarters of the channels, cosine heads, LDAM with
        /// deferred reweighting, diversity factor −0.45, 200 epochs, then the routing stage. The schedule scales with
        /// <see cref="RideOptions.Epochs"/>.
        /// </summary>
        /// <returns>New options.</returns>
        public static Options Cifar100LT() => Recipe(Recipes.Cifar100LT);

        /// <summary>The recipe for CIFAR-10-LT: that of <see cref="Cifar100LT"/> at full width, with learning rate 0.05.</summary>
        /// <returns>New options.</returns>
        public static Options Cifar10LT() => Recipe(Recipes.Cifar10LT);

        /// <summary>
        /// The recipe published for ImageNet-LT: 224 pixels, random resized crop, flip and color jitter, 100 epochs in batches of 256, diversity factor −0.2.
        /// </summary>
        /// <param name="backbone">Name of the backbone: <c>resnet10</c>, <c>resnet50</c> or <c>resnext50_32x4d</c>.</param>
        /// <returns>New options.</returns>
        /// <exception cref="ArgumentException">There is no recipe for this backbone; the message lists the available backbones.</exception>
        public static Options ImageNetLT(string backbone = Backbones.ResNeXt50) => Recipes.ImageNetLT(backbone).Create<Options>();

        /// <summary>
        /// The recipe published for iNaturalist 2018: ResNet-50, 224 pixels, random resized crop and flip, 100 epochs in batches of 512, diversity factor −0.2.
        /// </summary>
        /// <returns>New options.</returns>
        public static Options INaturalist2018() => Recipe(Recipes.INaturalist2018);

        /// <summary>
        /// A recipe for Places-LT: ResNet-152 at full width, 30 epochs in batches of 128, schedule and augmentation of SADE (Zhang et al.,
        /// NeurIPS 2022), diversity factor −0.2. In the literature, it starts from pretrained weights.
        /// </summary>
        /// <returns>New options.</returns>
        public static Options PlacesLT() => Recipe(Recipes.PlacesLT);

        /// <summary>
        /// A recipe for your own small images: ResNet-32 on 32 pixels, augmentation as in <see cref="Cifar100LT"/>, diversity factor −0.2,
        /// then the routing stage. The schedule scales with the number of epochs.
        /// </summary>
        /// <param name="epochs">Passes over the training images, at least 1.</param>
        /// <returns>New options.</returns>
        public static Options SmallImages(int epochs = 200) => Recipe(Recipes.SmallImages, epochs);

        /// <summary>
        /// A recipe for your own photos: ResNet-18 on 224 pixels, augmentation as in <see cref="ImageNetLT"/>, diversity factor −0.2, then
        /// the routing stage. The schedule scales with the number of epochs.
        /// </summary>
        /// <param name="epochs">Passes over the training images, at least 1.</param>
        /// <returns>New options.</returns>
        public static Options Photos(int epochs = 100) => Recipe(Recipes.Photos, epochs);

        /// <summary>Returns the recipe with a name.</summary>
        /// <param name="name">Name of one of <see cref="Recipes.All"/>.</param>
        /// <param name="epochs">Passes over the training images, at least 1; <see langword="null"/> uses the recipe's value.</param>
        /// <returns>New options.</returns>
        /// <exception cref="ArgumentException">The name is unknown; the message lists the available recipes.</exception>
        public static Options Recipe(string name, int? epochs = null)
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            Options options = Recipes.Find(name).Create<Options>();
            options.Epochs = epochs ?? options.Epochs;
            return options;
        }

        /// <summary>
        /// The plain baseline network: one expert at full width, linear head, cross-entropy, no reweighting, and no diversity term,
        /// momentum 0.9 without Nesterov, weight decay 2e-4; schedule and augmentation as in <see cref="Cifar100LT"/>.
        /// </summary>
        /// <returns>New options.</returns>
        public static Options PlainNetwork() => Recipe(Recipes.PlainNetwork);

        /// <summary>
        /// SADE as published for CIFAR-100-LT (Zhang et al., NeurIPS 2022): the network of <see cref="Cifar100LT"/>, three experts with
        /// different losses, learning rate × 0.1 at 80% and 90% of 200 epochs, no routing. <see cref="RideTransformer.WeightExperts"/> is
        /// its second part.
        /// </summary>
        /// <returns>New options.</returns>
        public static Options Sade() => Recipe(Recipes.Sade);

        /// <summary>
        /// BalPoE as published for CIFAR-100-LT (Aimar et al., CVPR 2023): three experts at full width, cosine heads, logit adjustment of
        /// 0, 1, and 2, mixup; schedule as in <see cref="Sade"/>.
        /// </summary>
        /// <returns>New options.</returns>
        public static Options BalPoE() => Recipe(Recipes.BalPoE);

        /// <summary>
        /// DiVE as published for CIFAR-100-LT (He, Wu and Wei, ICCV 2021): <see cref="PlainNetwork"/> with balanced softmax, learning rate
        /// × 0.01 at 60% and 80% of 200 epochs, and no rotation, trained twice: as the teacher, and as the student of its virtual examples.
        /// </summary>
        /// <returns>New options.</returns>
        public static Options DiVE() => Recipe(Recipes.DiVE);

        /// <summary>
        /// Self-supervision to distillation for CIFAR-100-LT: the plain network with momentum contrast, soft labels at temperature 2 and learnable
        /// weight scaling, weight decay 5e-4, cosine schedule; epochs, batches and augmentation as in <see cref="PlainNetwork"/>.
        /// </summary>
        /// <returns>New options.</returns>
        /// <remarks>Li et al., ICCV 2021; their code covers only ImageNet-LT.</remarks>
        public static Options Ssd() => Recipe(Recipes.Ssd);

        /// <summary>Checks the range of every setting, names against their registries, and combinations of settings.</summary>
        /// <exception cref="ArgumentException">A setting is out of range; the message names it, its value, and the range.</exception>
        public void Validate()
        {
            CheckTeacher();
            RideTraining.Check(this, Teacher is not null || TeacherPath is not null);
            ArgumentException.ThrowIfNullOrEmpty(LabelColumnName);
            ArgumentException.ThrowIfNullOrEmpty(FeatureColumnName);
            ArgumentException.ThrowIfNullOrEmpty(ImagePathColumnName);
            ArgumentException.ThrowIfNullOrEmpty(PredictedLabelColumnName);
            ArgumentException.ThrowIfNullOrEmpty(ScoreColumnName);
            ArgumentException.ThrowIfNullOrEmpty(ExpertsUsedColumnName);
            string[] outputs = [PredictedLabelColumnName, ScoreColumnName, ExpertsUsedColumnName];
            if (outputs.Distinct().Count() < outputs.Length)
            {
                throw new ArgumentException(
                    $"{nameof(PredictedLabelColumnName)}, {nameof(ScoreColumnName)} and {nameof(ExpertsUsedColumnName)} must differ, "
                    + $"but are {string.Join(", ", outputs)}.");
            }

        }

        internal ColumnNames Columns
            => new(LabelColumnName, FeatureColumnName, ImagePathColumnName, PredictedLabelColumnName, ScoreColumnName, ExpertsUsedColumnName);

        internal ReadingOptions Reading => new(Columns, ImageSize, Augmentation, Decoding, ImageMemoryMegabytes, CancellationToken);

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
