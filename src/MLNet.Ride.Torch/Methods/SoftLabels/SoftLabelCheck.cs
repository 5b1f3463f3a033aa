using MLNet.Ride.Torch.Methods.Decoupling;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Methods.SoftLabels;

/// <summary>Whether soft labels can be made with the options of a run.</summary>
internal static class SoftLabelCheck
{
    /// <exception cref="ArgumentException">A method is not known or does not learn classifiers, or other settings do not go with soft labels.</exception>
    public static void Check(RideOptions options, bool hasTeacher)
    {
        SoftLabelOptions own = options.SoftLabels;
        if (ClassifierRegistry.All.Find(own.ClassifierMethod, "SoftLabels.ClassifierMethod")?.HasEpochs != true)
        {
            throw new ArgumentException(
                $"SoftLabels.ClassifierMethod must be a method that learns classifiers, 'crt' or 'lws', but is '{own.ClassifierMethod}'.", "SoftLabels.ClassifierMethod");
        }

        if (!own.Enabled)
        {
            return;
        }

        if (hasTeacher)
        {
            throw new ArgumentException(
                "SoftLabels trains a teacher of its own, in the stages 'features' and 'soft-labels', but there is another one: set SoftLabels.Enabled = "
                + "false, or all of Distillation.TeacherExperts, Teacher and TeacherPath to null.",
                "SoftLabels.Enabled");
        }

        string method = options.Classifier.Method;
        if (method is not (Classifiers.Joint or Classifiers.Lws))
        {
            throw new ArgumentException(
                $"Classifier.Method '{method}' would put another classifier in the place of the one that has learned the soft labels: set Classifier.Method = "
                + $"\"{Classifiers.Lws}\" to scale it, or \"{Classifiers.Joint}\"; SoftLabels.ClassifierMethod is for the classifier that gives the soft labels.",
                "Classifier.Method");
        }
    }
}
