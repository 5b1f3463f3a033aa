using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace MLNet.Ride.Platform;

/// <summary>Identifies a transformer in a model file, and reads and writes its parts.</summary>
internal static class ModelFormat
{
    public const string LoaderSignature = "RideClassifier";

    private const uint FirstVersion = 0x00010001;

    // Earlier versions of the library can read these files and ignore the checksums.
    private const uint VersionWithChecksums = 0x00010002;

    private static readonly VersionInfo s_classifier = VersionOf("RIDECLSS", LoaderSignature, VersionWithChecksums);

    // The header contains only the simple assembly name: with its full name, another version of the library could not load the model.
    public static VersionInfo VersionOf(string modelSignature, string loaderSignature, uint written = FirstVersion) => new(
        modelSignature: modelSignature,
        verWrittenCur: written,
        verReadableCur: FirstVersion,
        verWeCanReadBack: FirstVersion,
        loaderSignature: loaderSignature,
        loaderAssemblyName: typeof(ModelFormat).Assembly.GetName().Name);

    public static void Begin(ModelSaveContext context) => Begin(context, s_classifier);

    public static void Begin(ModelSaveContext context, VersionInfo version)
    {
        context.CheckAtModel();
        context.SetVersionInfo(version);
    }

    public static void Begin(ModelLoadContext context) => Begin(context, s_classifier);

    public static void Begin(ModelLoadContext context, VersionInfo version) => context.CheckAtModel(version);

    public static bool HasChecksums(ModelLoadContext context) => context.Header.ModelVerWritten >= VersionWithChecksums;

    public static void Write(ModelSaveContext context, string entry, Action<Stream> write)
        => context.SaveBinaryStream(entry, writer => write(writer.BaseStream));

    public static T Read<T>(ModelLoadContext context, string entry, Func<Stream, T> read)
    {
        T? result = default;
        if (!context.TryLoadBinaryStream(entry, reader => result = read(reader.BaseStream)))
        {
            throw new InvalidDataException("it is missing");
        }

        return result!;
    }

    public static FormatException Damaged(IHostEnvironment environment, string entry, Exception cause)
        => environment.Process(new FormatException(
            $"The model file is damaged: '{entry}' cannot be used ({cause.Message.TrimEnd('.')}). "
            + "Use an undamaged copy of the file, or train and save the model again.",
            cause));
}
