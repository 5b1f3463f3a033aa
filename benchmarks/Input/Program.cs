// How many JPEG files per second become batches of a network's input, beside what their decoder alone can do.
// dotnet run -c Release --project benchmarks/Input -- [threads] [seconds]
using System.Diagnostics;
using System.Globalization;
using Input;
using MLNet.Ride;
using SkiaSharp;

int threads = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : Environment.ProcessorCount;
double seconds = args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : 3;
RideTrainer.Options recipe = RideTrainer.Options.Photos();
Console.WriteLine($"{threads} threads, {recipe.ImageSize} pixels, batches of {Batches.Size}, {seconds} s each");
Console.WriteLine("| photos | what | images/s | × decoder |");
Console.WriteLine("|---|---|---:|---:|");
foreach ((int width, int height, int count) in ((int, int, int)[])[(500, 375, 256), (4000, 3000, 16)])
{
    byte[][] files = [.. ParallelEnumerable.Range(0, count).AsOrdered().Select(i => DrawnPhotos.Draw(i, width, height))];
    string name = $"{width}×{height}, {files.Average(file => file.Length) / 1024:F0} KB";
    double decoder = Rate(() => Decode(files));
    Report(name, "SkiaSharp, decoding only", decoder, decoder);
    foreach ((string what, bool random) in ((string, bool)[])[("center crop", false), ("random resized crop and mirror image", true)])
    {
        using var batches = new Batches(files, recipe, random, threads);
        Report(name, what, Rate(batches.Prepare), decoder);
    }
}

static void Report(string photos, string what, double rate, double decoder)
    => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {photos} | {what} | {rate:F1} | {rate / decoder:F2} |"));

// Images per second of an action that tells how many it treated.
double Rate(Func<int> action)
{
    action();
    int images = 0;
    var clock = Stopwatch.StartNew();
    while (clock.Elapsed.TotalSeconds < seconds)
    {
        images += action();
    }

    return images / clock.Elapsed.TotalSeconds;
}

int Decode(byte[][] files)
{
    Parallel.ForEach(files, new ParallelOptions { MaxDegreeOfParallelism = threads }, file =>
    {
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        using var bitmap = new SKBitmap(codec.Info.WithColorType(SKColorType.Rgba8888));
        codec.GetPixels(bitmap.Info, bitmap.GetPixels());
    });
    return files.Length;
}
