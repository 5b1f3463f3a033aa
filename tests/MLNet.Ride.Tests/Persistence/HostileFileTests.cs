using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Persistence;

/// <summary>
/// Whatever a file holds, loading it gives the model that was saved or an exception that says what is wrong, soon and without much memory.
/// </summary>
public sealed class HostileFileTests : IClassFixture<HostileFileTests.SavedModel>
{
    private const long MostAllocated = 128L << 20;
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(20);
    private readonly SavedModel _saved;

    public HostileFileTests(SavedModel saved) => _saved = saved;

    public static TheoryData<string, string> Headers => new()
    {
        { "huge shape", """{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,16]}}""" },
        { "huge tensor", """{"a":{"dtype":"F32","shape":[500000000],"data_offsets":[0,2000000000]}}""" },
        { "overlapping offsets", """{"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]},"b":{"dtype":"U8","shape":[8],"data_offsets":[4,12]}}""" },
        { "negative size", """{"a":{"dtype":"U8","shape":[-8],"data_offsets":[0,8]}}""" },
        { "negative offset", """{"a":{"dtype":"U8","shape":[8],"data_offsets":[-8,0]}}""" },
        { "deep", string.Concat(Enumerable.Repeat("{\"a\":", 100_000)) + "1" + new string('}', 100_000) },
        { "other tensors", """{"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}}""" },
        { "no tensors", "{}" },
    };

    public static TheoryData<string, string> Cards => new()
    {
        { "class count of 2^31", "network.classCount=2147483648" },
        { "class count of 2^31 - 1", "network.classCount=2147483647" },
        { "a million classes", "network.classCount=1000000" },
        { "negative class count", "network.classCount=-1" },
        { "class count as a text", "network.classCount=\"3\"" },
        { "endless experts", "network.expertCount=2147483647" },
        { "larger backbone", "network.backbone=\"resnet152\"" },
        { "wider network", "network.reducedWidth=false" },
        { "head of another kind", "network.head=\"other\"" },
        { "head as a number", "network.head=77" },
        { "image of 2^31", "network.imageSize=2147483648" },
        { "mean beyond singles", "network.mean=[1e300,0,0]" },
        { "no deviation", "network.standardDeviation=[0,0,0]" },
        { "counts as texts", "network.trainingCounts=[\"a\",\"b\",\"c\"]" },
        { "negative counts", "network.trainingCounts=[-1,-1,-1]" },
        { "virtual examples of other classes", "network.virtualExamples=[1,2]" },
        { "negative virtual examples", "network.virtualExamples=[1,-2,3]" },
        { "columns as a number", "columns=7" },
        { "classes without names", "classes={\"type\":\"String\",\"names\":null}" },
        { "a class without a name", "classes.names=[\"a\",null,\"c\"]" },
        { "class names of an unknown type", "classes.type=\"Widget\"" },
        { "batch of 2^31", "scoringBatchSize=2147483648" },
        { "unknown test-time augmentation", "testTimeAugmentation=\"rotate\"" },
        { "five crops of whole images", "testTimeAugmentation=\"fiveCrops\"" },
        { "a newer format", "formatVersion=2" },
        { "another format", "format=\"other\"" },
    };

    [Fact]
    public void The_file_itself_is_loaded_and_one_that_is_sealed_again_too()
    {
        Assert.Equal(_saved.Scores, Load(_saved.Bytes, "unchanged"));
        Assert.Equal(_saved.Scores, Load(ModelZip.ChangeJson(_saved.Copy(), "network.json", _ => { }).ToArray(), "description written again"));
        Assert.Equal(_saved.Scores, Load(_saved.With("weights.safetensors", weights => weights), "weights written again"));
    }

    [Fact]
    public void A_changed_byte_anywhere_is_reported_or_harmless()
    {
        byte[] file = _saved.Bytes;
        var random = new Random(1);
        int directory = Position(file, [0x50, 0x4B, 0x01, 0x02]);
        int[] places =
        [
            .. Enumerable.Range(0, 60).Select(i => (int)((long)i * file.Length / 60)),
            .. Enumerable.Range(0, 60).Select(_ => random.Next(directory, file.Length)),
            .. Enumerable.Range(0, 20).Select(_ => random.Next(0, 200)),
        ];
        foreach (int place in places)
        {
            byte[] damaged = [.. file];
            damaged[place] ^= (byte)(1 << random.Next(8));
            RefusedOrSame(damaged, $"bit of byte {place} of {file.Length}");
        }
    }

    [Fact]
    public void Regions_of_zeros_and_of_noise_are_reported()
    {
        byte[] file = _saved.Bytes;
        var random = new Random(2);
        int region = file.Length / 12;
        for (int start = 0; start < file.Length; start += region)
        {
            int length = Math.Min(region, file.Length - start);
            byte[] zeros = [.. file];
            Array.Clear(zeros, start, length);
            RefusedOrSame(zeros, $"zeros from {start}");
            byte[] noise = [.. file];
            random.NextBytes(noise.AsSpan(start, length));
            RefusedOrSame(noise, $"noise from {start}");
        }
    }

    [Fact]
    public void A_file_cut_off_at_any_kilobyte_is_refused()
    {
        for (int length = 0; length < _saved.Bytes.Length; length += 1024)
        {
            Refused(_saved.Bytes[..length], $"cut off at {length}");
        }
    }

    [Theory]
    [MemberData(nameof(Headers))]
    public void Hostile_weights_are_refused(string what, string header)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        Refused(_saved.With("weights.safetensors", weights => Sized([.. BitConverter.GetBytes((long)text.Length), .. text], weights.Length)), what);
    }

    [Theory]
    [MemberData(nameof(Cards))]
    public void Hostile_descriptions_are_refused(string what, string change)
    {
        string[] parts = change.Split('=', 2);
        Refused(
            ModelZip.ChangeJson(_saved.Copy(), "network.json", json =>
            {
                string[] path = parts[0].Split('.');
                JsonNode parent = path.Length == 1 ? json : json[path[0]]!;
                parent[path[^1]] = JsonNode.Parse(parts[1]);
            }).ToArray(),
            what);
    }

    [Fact]
    public void A_description_of_any_depth_is_refused()
        => Refused(_saved.With("network.json", _ => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"network\":", 200_000)))), "deep");

    [Fact]
    public void Entries_that_unpack_to_far_more_are_refused()
    {
        Refused(_saved.With("network.json", card => Sized(card, 65 << 20)), "description of blanks");
        Refused(_saved.With("weights.safetensors", weights => Sized(weights, 48 << 20)), "weights with zeros behind");
        Refused(_saved.With("SHA256SUMS", _ => new byte[8 << 20], reseal: false), "checksums of zeros");
    }

    [Fact]
    public void Of_two_entries_of_one_name_no_mixture_is_loaded()
    {
        MemoryStream file = _saved.Copy();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            using Stream second = zip.CreateEntry(ModelZip.Entry(zip, "network.json").FullName).Open();
            second.Write("{}"u8);
        }

        RefusedOrSame(file.ToArray(), "two descriptions");
    }

    private static byte[] Sized(byte[] bytes, int length)
    {
        int before = bytes.Length;
        Array.Resize(ref bytes, Math.Max(length, before));
        bytes.AsSpan(before).Fill((byte)' ');
        return bytes;
    }

    private static int Position(byte[] file, byte[] signature) => file.AsSpan().IndexOf(signature);

    private void Refused(byte[] file, string what) => Assert.True(Load(file, what) is null, $"Loaded all the same: {what}");

    private void RefusedOrSame(byte[] file, string what)
    {
        if (Load(file, what) is { } scores)
        {
            Assert.True(scores.SequenceEqual(_saved.Scores), $"Loaded with other scores: {what}");
        }
    }

    /// <summary>The scores of the model, or null where the file was refused as it should be.</summary>
    private static float[]? Load(byte[] file, string what)
    {
        long before = GC.GetTotalAllocatedBytes();
        long start = Environment.TickCount64;
        try
        {
            using var model = (IDisposable)new MLContext().Model.Load(new MemoryStream(file), out _);
            return SavedModel.ScoresOf((ITransformer)model);
        }
        catch (Exception error)
        {
            Exception cause = error is System.Reflection.TargetInvocationException { InnerException: { } inner } ? inner : error;
            Assert.True(
                cause is FormatException or InvalidOperationException or IOException or InvalidDataException or ArgumentException or NotSupportedException,
                $"{what}: {cause}");
            Assert.True(cause.Message.Length > 10, $"{what}: {cause}");
            return null;
        }
        finally
        {
            Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, MostAllocated);
            Assert.InRange(Environment.TickCount64 - start, 0, (long)s_longest.TotalMilliseconds);
        }
    }

    /// <summary>A saved classifier, small, and its scores.</summary>
    public sealed class SavedModel
    {
        public SavedModel()
        {
            var ml = new MLContext();
            using RideTransformer model = TinyRide.Transformer(ml, routerTopLogits: 3, adapt: FixtureModel.Round);
            using var stream = new MemoryStream();
            ml.Model.Save(model, null, stream);
            Bytes = stream.ToArray();
            Scores = ScoresOf(model);
        }

        public byte[] Bytes { get; }

        public float[] Scores { get; }

        public static float[] ScoresOf(ITransformer model)
        {
            var ml = new MLContext();
            return [.. model.Transform(ml.Data.LoadFromEnumerable(PixelRow.Draw(1))).GetColumn<float[]>("Score").SelectMany(s => s)];
        }

        public MemoryStream Copy()
        {
            var stream = new MemoryStream();
            stream.Write(Bytes);
            return stream;
        }

        public byte[] With(string entry, Func<byte[], byte[]> change, bool reseal = true) => ModelZip.Change(Copy(), entry, change, reseal).ToArray();
    }
}
