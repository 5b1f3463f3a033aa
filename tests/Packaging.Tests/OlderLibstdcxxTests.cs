using System.Buffers.Binary;
using System.Text;
using TorchSharp;

namespace Packaging.Tests;

/// <summary>eng/OlderLibstdcxx.targets on the real library, on others and on damaged ones. All of them in one build.</summary>
public sealed class OlderLibstdcxxTests(OlderLibstdcxxTests.Build build) : IClassFixture<OlderLibstdcxxTests.Build>
{
    [Fact]
    public void The_copy_differs_in_the_weak_mark_alone()
    {
        byte[] original = build.Originals["libLibTorchSharp.so"], copy = build.Copy("libLibTorchSharp")!;
        int[] changed = [.. Enumerable.Range(0, original.Length).Where(i => original[i] != copy[i])];
        int flags = Assert.Single(changed);
        Assert.Equal(2, copy[flags] - original[flags]);
    }

    [Fact]
    public void A_copy_of_a_copy_is_the_same()
        => Assert.Equal(build.Copy("libLibTorchSharp"), build.Copy("again"));

    [Theory]
    [InlineData("without")]
    [InlineData("renamed")]
    public void A_library_that_does_not_ask_for_the_version_is_copied_as_it_is(string name)
        => Assert.Equal(build.Originals[name], build.Copy(name));

    [Theory]
    [InlineData("empty", "it is not a 64-bit ELF file.")]
    [InlineData("garbage", "it is not a 64-bit ELF file.")]
    [InlineData("truncated", "it is damaged.")]
    [InlineData("header", "it is damaged.")]
    [InlineData("other-symbol", "it uses other symbols of GLIBCXX_3.4.32.")]
    [InlineData("used-symbol", "it uses _ZSt21ios_base_library_initv.")]
    public void Another_file_is_refused_with_the_reason_and_what_to_do(string name, string reason)
    {
        Assert.Null(build.Copy(name));
        string line = Assert.Single(build.Output.Split('\n').Where(line => line.Contains($"libraries/{name} is not a library", StringComparison.Ordinal)).Distinct());
        Assert.Contains(reason, line);
        Assert.Contains("Remove RideAllowOlderLibstdcxx", line);
    }

    [Fact]
    public void The_originals_stay_as_they_are()
        => Assert.All(build.Originals, original => Assert.Equal(original.Value, File.ReadAllBytes(build.Library(original.Key))));

    [Fact]
    public void Nothing_changes_unless_the_property_asks_for_it() => Assert.Equal("libraries/libLibTorchSharp.so", build.Taken("unset"));

    [LinuxFact]
    public void The_property_true_changes_nothing_on_a_system_that_has_the_version() => Assert.Equal("libraries/libLibTorchSharp.so", build.Taken("true-newer"));

    [LinuxFact]
    public void The_property_true_takes_the_copy_on_an_older_system() => Assert.Equal("obj/true-older/older-libstdcxx/1.0/native/libLibTorchSharp.so", build.Taken("true-older"));

    [Fact]
    public void The_property_always_takes_the_copy_on_any_system() => Assert.Equal("obj/always-newer/older-libstdcxx/1.0/native/libLibTorchSharp.so", build.Taken("always-newer"));

    public sealed class Build : IDisposable
    {
        private const string Symbol = "_ZSt21ios_base_library_initv";

        private readonly TemporaryFolder _folder = new();

        public Build()
        {
            string version = typeof(torch).Assembly.GetName().Version!.ToString(3);
            byte[] real = File.ReadAllBytes(Path.Combine(Checkout.PackagesFolder, "torchsharp", version, "runtimes", "linux-x64", "native", "libLibTorchSharp.so"));
            Originals = new Dictionary<string, byte[]>
            {
                ["libLibTorchSharp.so"] = real,
                ["without"] = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libSkiaSharp.so")),
                ["renamed"] = Renamed(real, "GLIBCXX_3.4.32", "GLIBCXX_3.4.31"),
                ["empty"] = [],
                ["garbage"] = [.. Enumerable.Range(0, 4096).Select(i => (byte)(i * 7))],
                ["truncated"] = real[..(real.Length / 2)],
                ["header"] = [.. real[..64], .. new byte[4096]],
                ["other-symbol"] = Renamed(real, Symbol, Symbol[..^1] + "x"),
                ["used-symbol"] = Used(real),
            };
            foreach ((string name, byte[] content) in Originals)
            {
                File.WriteAllBytes(Library(name), content);
            }

            File.WriteAllText(_folder.File("newer"), "GLIBCXX_3.4.31\0GLIBCXX_3.4.32\0");
            File.WriteAllText(_folder.File("older"), "GLIBCXX_3.4.30\0");
            string project = _folder.File("build.proj"), targets = Path.Combine(Checkout.Root, "eng", "OlderLibstdcxx.targets");
            File.Copy(Path.Combine(AppContext.BaseDirectory, "Projects", "older-libstdcxx.proj"), project);
            Output = DotNet.Run(_folder.Path, ["msbuild", project, "-nologo", "-t:CopyAll;Take", $"-p:Targets={targets}"]);
        }

        public IReadOnlyDictionary<string, byte[]> Originals { get; }

        public string Output { get; }

        public string Library(string name) => _folder.File("libraries", name);

        /// <summary>The copy of a library; null if there is none.</summary>
        public byte[]? Copy(string name) => File.Exists(_folder.File("copies", name)) ? File.ReadAllBytes(_folder.File("copies", name)) : null;

        /// <summary>The libLibTorchSharp.so that a build goes on with.</summary>
        public string Taken(string @case) => Assert.Single(File.ReadAllLines(_folder.File("taken", @case)), line => line != "libraries/without").Replace('\\', '/');

        public void Dispose() => _folder.Dispose();

        private static byte[] Renamed(byte[] library, string name, string other)
        {
            byte[] changed = [.. library];
            int at = changed.AsSpan().IndexOf(Encoding.ASCII.GetBytes(name + '\0'));
            Encoding.ASCII.GetBytes(other).CopyTo(changed, at);
            return changed;
        }

        // The last relocation refers to the symbol. Of a section header, 4 is the type, 24 the offset and 32 the size.
        private static byte[] Used(byte[] library)
        {
            byte[] changed = [.. library];
            int headers = Int(library, 40), count = BinaryPrimitives.ReadUInt16LittleEndian(library.AsSpan(60));
            int[] sections = [.. Enumerable.Range(0, count).Select(i => headers + (64 * i))];
            int symbols = sections.First(at => Int(library, at + 4) == 11), names = sections[Int(library, symbols + 40)], relocations = sections.Last(at => Int(library, at + 4) == 4);
            int name = library.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Symbol + '\0')) - Int(library, names + 24);
            int symbol = Enumerable.Range(0, Int(library, symbols + 32) / 24).Single(i => Int(library, Int(library, symbols + 24) + (24 * i)) == name);
            BinaryPrimitives.WriteInt32LittleEndian(changed.AsSpan(Int(library, relocations + 24) + Int(library, relocations + 32) - 24 + 12), symbol);
            return changed;
        }

        private static int Int(byte[] library, int at) => BinaryPrimitives.ReadInt32LittleEndian(library.AsSpan(at));
    }
}
