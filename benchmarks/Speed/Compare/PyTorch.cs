using System.ComponentModel;

namespace Speed.Compare;

/// <summary>A Python with PyTorch and torchvision.</summary>
internal sealed record PyTorch(string Interpreter, string Version)
{
    private const string Probe = "import torch, torchvision; print(torch.__version__)";

    /// <summary>The first interpreter that has PyTorch: the one named or, by default, that on the PATH or the system's own.</summary>
    /// <returns>What was found, or <see langword="null"/> and why.</returns>
    public static (PyTorch? Found, string? Why) Find(string? interpreter)
    {
        string[] candidates = interpreter is not null ? [interpreter] : OperatingSystem.IsWindows() ? ["python"] : ["python3", "/usr/bin/python3"];
        foreach (string candidate in candidates)
        {
            try
            {
                return (new(candidate, new Contestant("", candidate, candidate, ["-c", Probe]).Run().Trim()), null);
            }
            catch (Exception e) when (e is InvalidOperationException or Win32Exception)
            {
            }
        }

        string why = $"{string.Join(" and ", candidates)} cannot import torch and torchvision: on Debian install python3-torch, python3-torchvision and libopenblas0-openmp, "
            + "elsewhere name a Python that has them with --python";
        return (null, why);
    }
}
