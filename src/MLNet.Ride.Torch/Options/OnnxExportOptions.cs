
namespace MLNet.Ride.Torch.Options;

/// <summary>Settings of an export to ONNX.</summary>
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

    /// <exception cref="ArgumentException">A value is out of range; the message names it.</exception>
    internal void Validate()
    {
        if (Form is { } form)
        {
            OptionCheck.Defined(form, nameof(Form));
        }

        OptionCheck.InRange(BatchSize ?? 1, 1, int.MaxValue, nameof(BatchSize));
        OptionCheck.InRange(Temperature, LeastTemperature, LargestTemperature, nameof(Temperature));
    }
}
