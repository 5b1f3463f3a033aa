using System.ComponentModel.DataAnnotations;

namespace WebApp.Models;

/// <summary>Settings of the model (section "Model").</summary>
internal sealed class ModelSettings
{
    /// <summary>Path of the .zip. Relative paths start at the app's content root.</summary>
    [Required]
    public string Path { get; set; } = "";

    /// <summary>How often to check the file for changes.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00")]
    public TimeSpan PollingInterval { get; set; } = TimeSpan.FromSeconds(2);
}
