namespace QuickStart.Prediction;

/// <summary>An image file, for models trained on image folders.</summary>
internal sealed class FileInput
{
    public string ImagePath { get; set; } = "";

    public string Label { get; set; } = "";
}
