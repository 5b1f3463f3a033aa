using System.Text.RegularExpressions;

namespace Packaging.Tests;

/// <summary>An app that knows nothing but the packages: the code of their READMEs, with one epoch instead of ten, built on a system with an older libstdc++.</summary>
public sealed partial class FreshApp : IDisposable
{
    private const string Weights = "Microsoft.ML.DnnImageFeaturizer.ResNet18";

    private readonly TemporaryFolder _folder = new();

    public FreshApp(PackedLibraries packed)
    {
        string libtorch = "libtorch-cpu-" + ThisSystem.Name;
        (string usings, string code) = Readme(packed, "MLNet.Ride");
        (string torchUsings, string torchCode) = Readme(packed, "MLNet.Ride.Torch");
        Write("Fresh.csproj", ("VERSION", packed.Version), ("LIBTORCH", libtorch), ("2.10.0", CentralVersions.Read()[libtorch]), ("0.23.1", CentralVersions.Read()[Weights]));
        Write("Program.cs", ("// README of MLNet.Ride", usings + code));
        Write("Served.cs");
        Write("Tensors.cs", ("// usings of the README of MLNet.Ride.Torch", torchUsings), ("// README of MLNet.Ride.Torch", torchCode));

        // The packages that the tests were restored with are not downloaded again.
        string restored = $"""<fallbackPackageFolders><add key="restored" value="{Checkout.PackagesFolder}" /></fallbackPackageFolders>""";
        File.WriteAllText(_folder.File("nuget.config"), $"""<configuration><packageSources><add key="packed" value="{packed.Folder}" /></packageSources>{restored}</configuration>""");
        foreach (string set in new[] { "train", "test" })
        {
            DrawnFlowers.Write(_folder.File("flowers", set, "daisy"), "daisy", count: 12, size: 16);
            DrawnFlowers.Write(_folder.File("flowers", set, "orchid"), "orchid", count: 4, size: 16);
        }

        if (OperatingSystem.IsLinux())
        {
            ThisSystem.WriteOlderLibstdcxx(_folder.File("older", "libstdc++.so.6"));
        }

        DotNet.Run(
            _folder.Path, ["build", "-o", "app", "--nologo", "-v", "quiet", $"-p:RideLibstdcxx={_folder.File("older", "libstdc++.so.6")}"],
            new Dictionary<string, string> { ["NUGET_PACKAGES"] = _folder.File("packages") });
    }

    /// <summary>TorchSharp's own native library, as the app has it on Linux.</summary>
    public string LibTorchSharp => _folder.File("app", "runtimes", "linux-x64", "native", "libLibTorchSharp.so");

    public (int ExitCode, string Output) Run()
        => DotNet.Try(_folder.Path, [_folder.File("app", "Fresh.dll")], new Dictionary<string, string> { ["LD_LIBRARY_PATH"] = _folder.File("older") });

    public void Dispose() => _folder.Dispose();

    private static (string Usings, string Code) Readme(PackedLibraries packed, string id)
    {
        string block = CodeBlock().Match(packed.ReadText(id, "README.md").ReplaceLineEndings("\n")).Groups[1].Value;
        int code = block.IndexOf("\n\n", StringComparison.Ordinal);
        return (block[..code], block[code..].Replace("epochs: 10", "epochs: 1", StringComparison.Ordinal));
    }

    private void Write(string name, params (string Placeholder, string Text)[] parts)
    {
        string template = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "FreshApp", name + ".txt"));
        File.WriteAllText(_folder.File(name), parts.Aggregate(template, (text, part) => text.Replace(part.Placeholder, part.Text, StringComparison.Ordinal)));
    }

    [GeneratedRegex("^```csharp\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeBlock();
}
