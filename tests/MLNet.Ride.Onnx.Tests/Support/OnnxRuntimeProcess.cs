using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace MLNet.Ride.Onnx.Tests.Support;

/// <summary>
/// ONNX Runtime, the real one, in a Node.js process that all tests of an assembly share. The first use installs the npm package, which brings
/// the native library, into a folder below the tests' own.
/// </summary>
internal sealed class OnnxRuntimeProcess
{
    private static readonly Lazy<OnnxRuntimeProcess> Shared = new(() => new());

    private readonly Process _node;

    private OnnxRuntimeProcess()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "OnnxRuntime");
        // npm writes this file last.
        string installed = Path.Combine(folder, "node_modules", ".package-lock.json");
        if (!File.Exists(installed) || File.GetLastWriteTimeUtc(installed) < File.GetLastWriteTimeUtc(Path.Combine(folder, "package-lock.json")))
        {
            Install(folder);
        }

        _node = Start("node", folder, "score.mjs");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => _node.StandardInput.Close();
    }

    /// <summary>Scores images with a model file.</summary>
    /// <param name="model">Path of the .onnx file.</param>
    /// <param name="input">Values of the one input.</param>
    /// <param name="shape">Its shape.</param>
    /// <returns>The outputs by name.</returns>
    public static IReadOnlyDictionary<string, OnnxOutput> Score(string model, float[] input, params int[] shape)
    {
        OnnxRuntimeProcess runtime = Shared.Value;
        lock (runtime)
        {
            return runtime.Ask(model, input, shape);
        }
    }

    private static void Install(string folder)
    {
        // npm is a script on Windows, which only a shell starts.
        (string file, string[] first) = OperatingSystem.IsWindows() ? ("cmd.exe", new[] { "/c", "npm" }) : ("npm", []);
        using Process npm = Start(file, folder, [.. first, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
        npm.StandardInput.Close();
        Task<string> errors = npm.StandardError.ReadToEndAsync();
        string output = npm.StandardOutput.ReadToEnd();
        npm.WaitForExit();
        if (npm.ExitCode != 0)
        {
            throw new InvalidOperationException($"'npm ci' could not install ONNX Runtime for the tests:\n{output}{errors.Result}");
        }
    }

    private static Process Start(string file, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = file != "node",
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new InvalidOperationException($"The tests of ONNX export need Node.js 18 or newer with npm: '{file}' is not there. Install both (Debian: apt-get install nodejs npm).", missing);
        }
    }

    private Dictionary<string, OnnxOutput> Ask(string model, float[] input, int[] shape)
    {
        string values = Convert.ToBase64String(MemoryMarshal.AsBytes(input.AsSpan()));
        _node.StandardInput.WriteLine(JsonSerializer.Serialize(new { model, input = values, shape }));
        _node.StandardInput.Flush();
        string answer = _node.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The Node.js process of the tests has ended; its errors are on stderr.");
        using JsonDocument document = JsonDocument.Parse(answer);
        return document.RootElement.TryGetProperty("error", out JsonElement error)
            ? throw new InvalidOperationException(error.GetString())
            : document.RootElement.GetProperty("outputs").Deserialize<Dictionary<string, OnnxOutput>>(JsonSerializerOptions.Web)!;
    }
}
