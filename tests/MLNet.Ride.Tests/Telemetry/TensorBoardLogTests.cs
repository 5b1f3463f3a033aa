using System.Buffers.Binary;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Tests.Support;
using MLNet.Ride.Torch.Training;
using Tensorboard;

namespace MLNet.Ride.Tests.Telemetry;

public sealed class TensorBoardLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_epoch_is_a_point_of_each_curve()
    {
        var next = new TrainingHistory();
        var log = new TensorBoardLog(_folder.File("runs", "first"), next);
        log.Report(Ended(1, 2.5) with { Step = 1 });
        log.Report(Ended(1, 2.5) with { DataWait = 0.25, Validation = new(0.5, 0.75, null, 0.125) });
        log.Report(Ended(2, double.NaN));
        Assert.Equal(
            [
                "experts/loss 1 2.5", "experts/learning_rate 1 0.1", "experts/images_per_second 1 100", "experts/data_wait 1 0.25",
                "experts/validation/all 1 0.5", "experts/validation/many 1 0.75", "experts/validation/few 1 0.125",
                "experts/learning_rate 2 0.1", "experts/images_per_second 2 100", "experts/data_wait 2 0",
            ],
            Points());
        Assert.Equal(2, next.Epochs.Count);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_an_error()
    {
        File.WriteAllText(_folder.File("file"), string.Empty);
        Assert.ThrowsAny<IOException>(() => new TensorBoardLog(_folder.File("file", "runs")));
    }

    // Records of TFRecord: length, its checksum, the event, and its checksum.
    private IEnumerable<string> Points()
    {
        byte[] file = File.ReadAllBytes(Assert.Single(Directory.GetFiles(_folder.File("runs", "first"), "*tfevents*")));
        for (int at = 0; at < file.Length;)
        {
            int length = (int)BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(at));
            Assert.Equal(MaskedCrc(file.AsSpan(at, 8)), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 8)));
            Assert.Equal(MaskedCrc(file.AsSpan(at + 12, length)), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 12 + length)));
            Event entry = Event.Parser.ParseFrom(file, at + 12, length);
            foreach (Summary.Types.Value value in entry.Summary?.Value ?? [])
            {
                yield return FormattableString.Invariant($"{value.Tag} {entry.Step} {value.SimpleValue}");
            }

            at += 16 + length;
        }
    }

    // Castagnoli's, as TensorFlow stores it.
    private static uint MaskedCrc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0x82F63B78 & (uint)-(crc & 1));
            }
        }

        crc = ~crc;
        return ((crc >> 15) | (crc << 17)) + 0xA282EAD8;
    }

    private static TrainingProgress Ended(int epoch, double loss) => new("experts", epoch, 10, 4, 4, loss, 0.1, 100);
}
