using MLNet.Ride.Torch.Methods.Decoupling;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Methods.SoftLabels;

/// <summary>Checks that the options of a run allow soft labels.</summary>
internal static class SoftLabelCheck
{
    /// <exception cref="ArgumentException">
    /// A method is unknown or does not train classifiers alone, or other settings are incompatible with soft labels.
    /// </exception>
    public static void Check(RideOptions options, bool hasTeacher)
    {
        SoftLabelOptions own = options.SoftLabels;
        if (ClassifierRegistry.All.Find(own.ClassifierMethod, "SoftLabels.ClassifierMethod") is not { HasEpochs: true, LearnedStages: 0 } method)
        {
            throw new ArgumentException(
                $"SoftLabels.ClassifierMethod must be a method that trains classifiers alone, 'crt', 'lws', or 'los', but is '{own.ClassifierMethod}'.", "SoftLabels.ClassifierMethod");
        }

        if (!own.Enabled)
        {
            return;
        }

        if (hasTeacher)
        {
            throw new ArgumentException(
                "SoftLabels trains its own teacher in the stages 'features' and 'soft-labels', but another teacher is set: set SoftLabels.Enabled = "
                + "false, or all of Distillation.TeacherExperts, Teacher and TeacherPath to null.",
                "SoftLabels.Enabled");
        }

        _ = method.HeadFor(options.Head, options.Classifier);
        string ofSoftHead = options.Classifier.Method;
        if (ofSoftHead is not (Classifiers.Joint or Classifiers.Lws))
        {
            throw new ArgumentException(
                $"Classifier.Method '{ofSoftHead}' would replace the classifier that has learned the soft labels: set Classifier.Method = "
                + $"\"{Classifiers.Lws}\" to scale it, or \"{Classifiers.Joint}\"; SoftLabels.ClassifierMethod is for the classifier that produces the soft labels.",
                "Classifier.Method");
        }
    }
}
