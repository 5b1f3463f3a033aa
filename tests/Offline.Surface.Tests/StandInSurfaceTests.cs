using Mono.Cecil;
using Offline.Surface.Tests.Surface;

namespace Offline.Surface.Tests;

/// <summary>A stand-in shows nothing that the real package does not show in the very same way.</summary>
public class StandInSurfaceTests
{
    private static readonly string[] _library = ["MLNet.Ride", "MLNet.Ride.Torch"];

    public static TheoryData<string, string> StandIns => Assemblies.StandIns;

    [Theory]
    [MemberData(nameof(StandIns))]
    public void Every_public_member_is_one_of_the_real_package(string assembly, string package)
    {
        Listing real = Listing.Of(package);

        string[] unknown = AssemblySurface.Lines(Assemblies.Read(assembly)).Where(line => !real.Has(line)).ToArray();
        Nothing.In(unknown);
    }

    /// <summary>Otherwise a class of the library that implements or derives here would lack members there.</summary>
    [Theory]
    [MemberData(nameof(StandIns))]
    public void Interfaces_and_abstract_members_are_complete(string assembly, string package)
    {
        ModuleDefinition module = Assemblies.Read(assembly);
        HashSet<string> here = AssemblySurface.Lines(module).ToHashSet();
        HashSet<string> interfaces = AssemblySurface.VisibleTypes(module).Where(t => t.IsInterface).Select(TypeText.Of).ToHashSet();
        HashSet<string> bases = _library.SelectMany(l => Assemblies.Read(l).GetTypes()).Select(t => t.BaseType?.GetElementType()).OfType<TypeReference>()
            .Select(TypeText.Of).ToHashSet();
        IEnumerable<string> needed = Listing.Of(package).Lines.Where(line =>
        {
            string[] words = line.Split(' ', 4);
            return interfaces.Contains(words[0]) || bases.Contains(words[0]) && words[2] == "abstract";
        });

        string[] missing = needed.Except(here).ToArray();
        Nothing.In(missing);
    }

    [Theory]
    [InlineData("Microsoft.ML.DataView", "1.0.0.0")]
    [InlineData("Microsoft.ML.Core", "1.0.0.0")]
    [InlineData("Microsoft.ML.Data", "1.0.0.0")]
    [InlineData("Microsoft.ML.Transforms", "1.0.0.0")]
    [InlineData("Microsoft.ML.ImageAnalytics", "1.0.0.0")]
    [InlineData("TorchSharp", "0.102.7.0")]
    public void Versions_are_those_of_the_real_assemblies(string assembly, string version)
        => Assert.Equal(version, Assemblies.Read(assembly).Assembly.Name.Version.ToString());
}
