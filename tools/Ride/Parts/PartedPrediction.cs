using System.Security.Cryptography;
using System.Text;
using MLNet.Ride.Scoring;
using MLNet.Ride.Tool.Data;

namespace MLNet.Ride.Tool.Parts;

/// <summary>Classifies a part of a list of images, and writes a line of JSON for each of them.</summary>
/// <param name="model">The model.</param>
/// <param name="images">The images of all parts, in the same order whenever they are enumerated.</param>
/// <param name="part">The part.</param>
/// <param name="top">Number of classes of an image to write.</param>
/// <param name="terminal">Receives the images that cannot be read.</param>
internal sealed class PartedPrediction(RideTransformer model, IEnumerable<string> images, Part part, int top, Terminal terminal)
{
    private const int Batch = 64;

    private readonly HashedCount _images = HashedCount.Of(images);

    /// <summary>Number of images of the part.</summary>
    public long Count => (_images.Count + part.Count - part.Number) / part.Count;

    /// <summary>Number of images that could not be read; their lines have an error.</summary>
    public int Failures { get; private set; }

    /// <summary>Writes the file, or the rest of it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="settings">Model and settings that determine the predictions.</param>
    /// <returns>Number of images that were classified before.</returns>
    public long Write(string path, string settings)
    {
        model.CheckServable();
        long before = 0;
        new PartFile(path, $"{settings} {part} {top} {_images}").Write(lines => Lines(before = lines));
        return before;
    }

    private IEnumerable<IReadOnlyList<string>> Lines(long skipped)
        => images.Select((file, index) => (File: file, Row: index + 1L)).Where(image => part.Has(image.Row)).Skip((int)skipped).Chunk(Batch).Select(Classify);

    private IReadOnlyList<string> Classify((string File, long Row)[] batch)
    {
        (byte[]? Bytes, string? Problem)[] files = Array.ConvertAll(batch, image => Read(image.File));
        byte[][] readable = [.. files.Select(file => file.Bytes).OfType<byte[]>()];
        var predictions = new Queue<(Prediction Prediction, InvalidDataException? Error)>(readable.Length == 0 ? [] : model.PredictEach(readable, null));
        return [.. batch.Zip(files, (image, file) => file.Bytes is null ? Failed(image, file.Problem!) : Line(image, predictions.Dequeue()))];
    }

    private string Line((string File, long Row) image, (Prediction Prediction, InvalidDataException? Error) result)
        => result.Error is { } error
            ? Failed(image, (error.InnerException ?? error).Message)
            : JsonLine.Of(new
            {
                image.Row,
                Rows = _images.Count,
                image.File,
                Classes = JsonLine.Classes(model.TopK(result.Prediction.Probabilities.Span, top)),
                result.Prediction.Novelty,
                result.Prediction.IsKnown,
            });

    private string Failed((string File, long Row) image, string problem)
    {
        Failures++;
        terminal.Fail($"{image.File}: {problem}", Program.Failed);
        return JsonLine.Of(new { image.Row, Rows = _images.Count, image.File, Error = problem });
    }

    private static (byte[]? Bytes, string? Problem) Read(string file)
    {
        try
        {
            return (File.ReadAllBytes(file), null);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return (null, problem.Message);
        }
    }

    /// <summary>Number and hash of the images.</summary>
    private sealed record HashedCount(long Count, string Hash)
    {
        public static HashedCount Of(IEnumerable<string> images)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            long count = 0;
            foreach (string image in images)
            {
                hash.AppendData(Encoding.UTF8.GetBytes(image + "\n"));
                count++;
            }

            return new(count, Convert.ToHexString(hash.GetHashAndReset()));
        }
    }
}
