using MLNet.Ride.Torch.Networks;

namespace MLNet.Ride.Torch.Onnx;

/// <summary>Settings of <see cref="RideModel.SaveOnnx(string, OnnxExportOptions)"/>.</summary>
public sealed class OnnxExportOptions
{
    private const double LeastTemperature = 0.01;
    private const double LargestTemperature = 100;

    /// <summary>What the graph computes; <see langword="null"/> for <see cref="OnnxForm.Routed"/> where the model has routers, else all experts.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public OnnxForm? Form { get; set; }

    /// <summary>Number N of images that the graph takes, at least 1; <see langword="null"/> for any number.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public int? BatchSize { get; set; }

    /// <summary>Temperature, 0.01 to 100, that the logits are divided by for the probabilities.</summary>
    /// <value>The default value is 1.</value>
    public double Temperature { get; set; } = 1;

    /// <summary>Names of the C classes, kept in the file; <see langword="null"/> for none.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public IReadOnlyList<string>? ClassNames { get; set; }

    /// <summary>The form that a model is exported in.</summary>
    internal OnnxForm FormFor(ModelDescription description)
        => Form ?? (description.RouterTopLogits > 0 ? OnnxForm.Routed : OnnxForm.AllExperts);

    /// <exception cref="ArgumentException">A value is out of range or does not fit the model; the message names it.</exception>
    internal void Validate(ModelDescription description)
    {
        if (Form is { } form)
        {
            OptionCheck.Defined(form, nameof(Form));
        }

        OptionCheck.InRange(BatchSize ?? 1, 1, int.MaxValue, nameof(BatchSize));
        OptionCheck.InRange(Temperature, LeastTemperature, LargestTemperature, nameof(Temperature));
        if (Form == OnnxForm.Routed && description.RouterTopLogits == 0)
        {
            throw new ArgumentException("The model has no routers: export it as OnnxForm.AllExperts, or train with Routing.Enabled.", nameof(Form));
        }

        if (ClassNames is { } names && names.Count != description.ClassCount)
        {
            throw new ArgumentException($"ClassNames has {names.Count} names, but the model has {description.ClassCount} classes.", nameof(ClassNames));
        }
    }
}
