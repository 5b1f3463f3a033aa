using System.Diagnostics;
using MLNet.Ride.Torch.Tests.Support;

namespace MLNet.Ride.Torch.Tests.Training;

/// <summary>Training in a process of its own (tests/TrainApp) that is killed.</summary>
public sealed class KilledProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("experts 2 3")]
    [InlineData("routing 1 2")]
    public void A_killed_run_goes_on_to_the_same_weights(string lastLine)
    {
        using (Process process = Start("interrupted"))
        {
            while (process.StandardOutput.ReadLine() is { } line && !line.StartsWith(lastLine + " ", StringComparison.Ordinal))
            {
            }

            process.Kill();
            process.WaitForExit();
            Assert.NotEqual(0, process.ExitCode);
        }

        Assert.False(File.Exists(_folder.File("interrupted.safetensors")));
        string[] second = Finish("interrupted");
        string[] whole = Finish("whole");
        Assert.InRange(second.Length, 1, whole.Length - 1);
        Assert.Equal(whole[^second.Length..], second);
        Assert.Equal(File.ReadAllBytes(_folder.File("whole.safetensors")), File.ReadAllBytes(_folder.File("interrupted.safetensors")));
    }

    // Gives a line for every step.
    private string[] Finish(string name)
    {
        using Process process = Start(name);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string[] steps = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        return steps;
    }

    private Process Start(string name)
    {
        string host = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet";
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "TrainApp.dll"), _folder.File(name), _folder.File($"{name}.safetensors")];
        return Process.Start(new ProcessStartInfo(host, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
    }
}
