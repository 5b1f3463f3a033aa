namespace MLNet.Ride.Data;

/// <summary>CIFAR binary files, validated to contain complete records of one layout.</summary>
internal sealed class CifarFiles
{
    public const int PixelBytes = 3 * 32 * 32;

    private CifarFiles(IReadOnlyList<string> paths, CifarFormat format)
    {
        Paths = paths;
        Format = format;
        Count = paths.Sum(p => new FileInfo(p).Length / RecordBytes(format));
    }

    public IReadOnlyList<string> Paths { get; }

    public CifarFormat Format { get; }

    /// <summary>Number of records in all files.</summary>
    public long Count { get; }

    public static CifarFiles Open(IEnumerable<string> paths, CifarFormat? format)
    {
        string[] files = [.. paths];
        if (files.Length == 0)
        {
            throw new ArgumentException("Pass at least one CIFAR file.", nameof(paths));
        }

        foreach (string file in files)
        {
            CheckNotEmpty(file);
        }

        CifarFormat found = format ?? Detect(files);
        foreach (string file in files)
        {
            CheckWhole(file, found);
        }

        return new CifarFiles(files, found);
    }

    public static int RecordBytes(CifarFormat format)
        => format switch
        {
            CifarFormat.Cifar10 => 1 + PixelBytes,
            CifarFormat.Cifar100 => 2 + PixelBytes,
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "format must be Cifar10 or Cifar100."),
        };

    private static CifarFormat Detect(string[] files)
    {
        CifarFormat[] fitting = [.. Enum.GetValues<CifarFormat>().Where(f => files.All(file => IsWhole(file, f)))];
        return fitting.Length switch
        {
            1 => fitting[0],
            0 => throw Truncated(files.First(file => !IsWhole(file, CifarFormat.Cifar10) || !IsWhole(file, CifarFormat.Cifar100)), null),
            _ => throw new ArgumentException($"The size of '{files[0]}' fits both CIFAR-10 and CIFAR-100: set the argument format.", nameof(files)),
        };
    }

    private static void CheckNotEmpty(string file)
    {
        var info = new FileInfo(file);
        if (!info.Exists)
        {
            throw new FileNotFoundException($"The CIFAR file '{file}' does not exist (full path: '{info.FullName}').", file);
        }

        if (info.Length == 0)
        {
            throw new InvalidDataException($"CIFAR file '{file}' is empty (0 bytes). Download it again.");
        }
    }

    private static void CheckWhole(string file, CifarFormat format)
    {
        if (!IsWhole(file, format))
        {
            throw Truncated(file, format);
        }
    }

    private static bool IsWhole(string file, CifarFormat format) => new FileInfo(file).Length % RecordBytes(format) == 0;

    private static InvalidDataException Truncated(string file, CifarFormat? format)
    {
        string records = format is { } f
            ? $"{RecordBytes(f)} bytes ({f})"
            : $"{RecordBytes(CifarFormat.Cifar10)} bytes (CIFAR-10) or {RecordBytes(CifarFormat.Cifar100)} bytes (CIFAR-100)";
        return new InvalidDataException(
            $"CIFAR file '{file}' has {new FileInfo(file).Length} bytes, which is not a whole number of records of {records}: "
            + "it is truncated or another kind of file. Download it again.");
    }
}
