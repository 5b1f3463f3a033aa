using Mono.Cecil;
using Offline.Surface.Tests.Surface;

namespace Offline.Surface.Tests;

/// <summary>What the library's assemblies use of other ones is there in the real ones too.</summary>
public class UsedMembersTests
{
    private const string LaterTorchSharp = "TorchSharp-0.106.0";

    private static readonly string[] _mlnetPackages = Assemblies.StandIns.Select(row => (string)((object[])row)[1]).Where(p => p.StartsWith("Microsoft")).ToArray();

    [Fact]
    public void Internal_members_of_MLNET_are_those_of_the_real_packages()
    {
        ModuleDefinition ride = Assemblies.Read("MLNet.Ride");
        Listing[] real = _mlnetPackages.Select(Listing.Of).ToArray();
        IEnumerable<string> used = References.Methods(ride, "Microsoft.ML").Select(MemberText.Of)
            .Concat(References.Fields(ride, "Microsoft.ML").Select(MemberText.Of))
            .Concat(References.Types(ride, "Microsoft.ML").Select(TypeText.Declaration));

        string[] unknown = used.Where(line => !real.Any(r => r.Has(line))).ToArray();
        Nothing.In(unknown);
    }

    [Theory]
    [InlineData("MLNet.Ride.Torch")]
    [InlineData("MLNet.Ride")]
    public void Members_of_TorchSharp_are_there_in_the_later_version(string assembly)
    {
        ModuleDefinition module = Assemblies.Read(assembly);
        Listing later = Listing.Of(LaterTorchSharp);
        string[] missing = References.Methods(module, "TorchSharp").Where(m => !IsThere(later, m)).Select(MemberText.Of)
            .Concat(References.Fields(module, "TorchSharp").Select(MemberText.Of).Where(line => !later.Has(line)))
            .ToArray();

        Nothing.In(missing);
    }

    /// <summary>In the type itself or, inherited, in one of its bases.</summary>
    private static bool IsThere(Listing listing, MethodDefinition method)
    {
        string line = MemberText.Of(method);
        string ofType = line[(line.IndexOf(' ') + 1)..];
        for (TypeDefinition? type = method.DeclaringType; type != null; type = type.BaseType?.Resolve())
        {
            if (listing.HasSignature($"{TypeText.Of(type)} {ofType}"))
                return true;
        }

        return false;
    }
}
