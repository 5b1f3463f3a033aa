using Microsoft.Extensions.Options;

namespace WebApp.Models;

/// <summary>The model in use, and the result of the last attempt to load another one.</summary>
internal sealed class ModelHost : IDisposable
{
    private readonly Lock _loading = new();
    private readonly ILogger<ModelHost> _log;
    private volatile ServedModel? _current;

    public ModelHost(IOptions<ModelSettings> settings, IHostEnvironment environment, ILogger<ModelHost> log)
    {
        Path = System.IO.Path.GetFullPath(settings.Value.Path, environment.ContentRootPath);
        _log = log;
    }

    /// <summary>Path of the model file.</summary>
    public string Path { get; }

    /// <summary>
    /// Why the current file is not in use, or <see langword="null"/> if it is in use. Shown to clients, so it names the file without its folder; the log has the path.
    /// </summary>
    public string? Problem { get; private set; } = "The model has not been loaded yet.";

    /// <summary>Description of the model in use, or <see langword="null"/> without a model.</summary>
    public ModelDescription? Description => _current?.Description;

    /// <summary>Acquires the model for one request, which must release it.</summary>
    public bool TryUse([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ServedModel? model)
    {
        // A model that is freed between the two steps has been replaced.
        do
        {
            model = _current;
        }
        while (model is not null && !model.TryUse());
        return model is not null;
    }

    /// <summary>Loads the file. If that fails, the model in use stays.</summary>
    public void Load()
    {
        lock (_loading)
        {
            try
            {
                var loaded = new ServedModel(Path);
                ServedModel? before = _current;
                (_current, Problem) = (loaded, null);
                before?.Release();
                _log.LogInformation("Serving {Path}: {Classes} classes, {Experts} experts.", Path, loaded.Description.Classes.Count, loaded.Description.ExpertCount);
            }
            catch (Exception cause) when (cause is not OutOfMemoryException)
            {
                Fail($"'{FileName}' cannot be loaded: {cause.Message.ReplaceLineEndings(" ").Replace(Path, FileName, StringComparison.Ordinal)}");
            }
        }
    }

    /// <summary>Records that the file does not exist. The model in use stays.</summary>
    public void Miss() => Fail($"The file '{FileName}' does not exist. Train a model (./run.sh), or set another path with --Model:Path.");

    private string FileName => System.IO.Path.GetFileName(Path);

    public void Dispose() => Interlocked.Exchange(ref _current, null)?.Release();

    private void Fail(string problem)
    {
        Problem = problem;
        _log.LogWarning("{Path}: {Problem}", Path, problem);
    }
}
