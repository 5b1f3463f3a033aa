using Mono.Cecil;

namespace Offline.Surface.Tests.Surface;

/// <summary>The assemblies beside the tests.</summary>
internal static class Assemblies
{
    /// <summary>The stand-ins and the packages they stand in for.</summary>
    public static TheoryData<string, string> StandIns => new()
    {
        { "Microsoft.ML.DataView", "Microsoft.ML.DataView-5.0.0" },
        { "Microsoft.ML.Core", "Microsoft.ML.Core-5.0.0" },
        { "Microsoft.ML.Data", "Microsoft.ML.Data-5.0.0" },
        { "Microsoft.ML.Transforms", "Microsoft.ML.Transforms-5.0.0" },
        { "Microsoft.ML.ImageAnalytics", "Microsoft.ML.ImageAnalytics-5.0.0" },
        { "TorchSharp", "TorchSharp-0.102.7" }
    };

    public static ModuleDefinition Read(string name)
    {
        var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(AppContext.BaseDirectory);
        string path = Path.Combine(AppContext.BaseDirectory, $"{name}.dll");
        return ModuleDefinition.ReadModule(path, new ReaderParameters { AssemblyResolver = resolver });
    }
}
