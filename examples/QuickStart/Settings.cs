using MLNet.Ride.Torch;

namespace QuickStart;

/// <summary>What the command line asks for.</summary>
/// <param name="Data">Folder of the user's own images; <see langword="null"/> draws some.</param>
/// <param name="Epochs">Epochs of each training run; <see langword="null"/> takes the recipe's.</param>
/// <param name="Experts">Number of RIDE's experts.</param>
/// <param name="Output">Folder for the images drawn, the model and the results.</param>
/// <param name="Seed">Seed of images, weights and training.</param>
/// <param name="SkipBaseline">Whether RIDE alone is trained.</param>
/// <param name="Precision">Precision of the convolutions.</param>
/// <param name="TeacherExperts">Number of experts of a teacher that is trained before RIDE; <see langword="null"/> for none.</param>
internal sealed record Settings(
    DirectoryInfo? Data,
    int? Epochs,
    int Experts,
    DirectoryInfo Output,
    int Seed,
    bool SkipBaseline,
    Precision Precision = Precision.Float32,
    int? TeacherExperts = null)
{
    /// <summary>The command that asks for these settings again.</summary>
    public string Command
    {
        get
        {
            List<string> words = ["./run.sh"];
            Add("--data", Data is null ? null : Quoted(Data.ToString()));
            Add("--epochs", Epochs?.ToString());
            Add("--experts", Experts == DefaultExperts ? null : Experts.ToString());
            Add("--seed", Seed == DefaultSeed ? null : Seed.ToString());
            Add("--precision", Precision == Precision.Float32 ? null : Precision.ToString().ToLowerInvariant());
            Add("--teacher-experts", TeacherExperts?.ToString());
            if (SkipBaseline)
            {
                words.Add("--skip-baseline");
            }

            return string.Join(' ', words);

            void Add(string option, string? value) => words.AddRange(value is null ? [] : [option, value]);
        }
    }

    public const int DefaultExperts = 3;
    public const int DefaultSeed = 1;

    private static string Quoted(string path) => path.Contains(' ') ? $"\"{path}\"" : path;
}
