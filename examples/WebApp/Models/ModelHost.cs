using Microsoft.Extensions.Options;

namespace WebApp.Models;

/// <summary>The model in use, and what became of the last attempt to load another.</summary>
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

    /// <summary>The file that is served.</summary>
    public string Path { get; }

    /// <summary>
    /// Why the file as it is now is not in use; <see langword="null"/> where it is. Clients are told it: it names the file, and the log its folder.
    /// </summary>
    public string? Problem { get; private set; } = "The model has not been loaded yet.";

    /// <summary>What is known of the model in use; <see langword="null"/> where there is none.</summary>
    public ModelDescription? Description => _current?.Description;

    /// <summary>Takes the model for one request, which must release it.</summary>
    public bool TryUse([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ServedModel? model)
    {
        // A model that is freed between the two steps has a successor.
        do
        {
            model = _current;
        }
        while (model is not null && !model.TryUse());
        return model is not null;
    }

    /// <summary>Loads the file. Where that fails the model in use stays.</summary>
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
                Fail($"'{FileName}' cannot be used: {cause.Message.ReplaceLineEndings(" ").Replace(Path, FileName, StringComparison.Ordinal)}");
            }
        }
    }

    /// <summary>Notes that the file is not there. The model in use stays.</summary>
    public void Miss() => Fail($"There is no file '{FileName}'. Train a model (./run.sh) or name another with --Model:Path.");

    private string FileName => System.IO.Path.GetFileName(Path);

    public void Dispose() => Interlocked.Exchange(ref _current, null)?.Release();

    private void Fail(string problem)
    {
        Problem = problem;
        _log.LogWarning("{Path}: {Problem}", Path, problem);
    }
}
