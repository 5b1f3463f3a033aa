namespace QuickStart.Data;

/// <summary>The class of a row of images.</summary>
internal sealed class ClassLabel
{
    public string Label { get; set; } = "";
}
