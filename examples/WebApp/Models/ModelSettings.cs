using System.ComponentModel.DataAnnotations;

namespace WebApp.Models;

/// <summary>Which model is served (section "Model").</summary>
internal sealed class ModelSettings
{
    /// <summary>Path of the .zip; a relative one begins at the app's content root.</summary>
    [Required]
    public string Path { get; set; } = "";

    /// <summary>How often the file is looked at.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00")]
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(2);
}
