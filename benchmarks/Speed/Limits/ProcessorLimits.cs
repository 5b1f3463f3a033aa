using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using MLNet.Ride.Torch.Kernels;
using MLNet.Ride.Torch.Kernels.Widths;

namespace Speed.Limits;

/// <summary>What the processor can do at most: multiplications in registers, and copies in the cache and in memory.</summary>
internal static class ProcessorLimits
{
    private const int Rounds = 5;
    private const int Multiplications = 20_000_000;
    private const int Independent = 10; // enough to hide the time that one takes, few enough for the registers of every processor
    private const long CopiedBytes = 4L << 30;

    public static Command Create()
    {
        var command = new Command("limits", "Measures what the processor can do at most, as a table in Markdown.");
        command.SetAction(_ => Run());
        return command;
    }

    private static void Run()
    {
        IKernels kernels = ProcessorKernels.Default ?? throw new InvalidOperationException("This processor has none of the library's own convolutions.");
        Action multiply = kernels.VectorBits switch
        {
            512 => () => Multiply<Lanes512>(),
            256 => () => Multiply<Lanes256>(),
            _ => () => Multiply<Lanes128>(),
        };
        int threads = Environment.ProcessorCount;
        Console.WriteLine($"{kernels}\n\n| | one thread | {threads} threads |\n|---|---:|---:|");
        Row("multiplications and additions in registers, GFLOP/s", 2e-9 * Independent * kernels.Lanes * Multiplications, () => multiply);
        Row("copy of 256 KB, read and written, GB/s", 2e-9 * CopiedBytes, Copies(256 << 10));
        Row("copy of 256 MB, read and written, GB/s", 2e-9 * CopiedBytes, Copies(256 << 20));

        void Row(string what, double amount, Func<Action> work)
            => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {amount / Seconds(work, 1):F0} | {threads * amount / Seconds(work, threads):F0} |"));
    }

    // The median of all rounds, in each of which all threads do their work.
    private static double Seconds(Func<Action> work, int threads)
    {
        double[] seconds = [.. Enumerable.Range(0, Rounds).Select(_ =>
        {
            Thread[] all = [.. Enumerable.Range(0, threads).Select(_ => new Thread(work().Invoke))];
            var clock = Stopwatch.StartNew();
            Array.ForEach(all, thread => thread.Start());
            Array.ForEach(all, thread => thread.Join());
            return clock.Elapsed.TotalSeconds;
        })];
        return Median.Of(seconds);
    }

    [MethodImpl(Lanes.Hot)]
    private static TLanes Multiply<TLanes>()
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes factor = TLanes.All(0.5f), addend = TLanes.All(1f);
        TLanes a = addend, b = addend, c = addend, d = addend, e = addend, f = addend, g = addend, h = addend, i = addend, j = addend;
        for (int step = 0; step < Multiplications; step++)
        {
            a = TLanes.MultiplyAdd(a, factor, addend);
            b = TLanes.MultiplyAdd(b, factor, addend);
            c = TLanes.MultiplyAdd(c, factor, addend);
            d = TLanes.MultiplyAdd(d, factor, addend);
            e = TLanes.MultiplyAdd(e, factor, addend);
            f = TLanes.MultiplyAdd(f, factor, addend);
            g = TLanes.MultiplyAdd(g, factor, addend);
            h = TLanes.MultiplyAdd(h, factor, addend);
            i = TLanes.MultiplyAdd(i, factor, addend);
            j = TLanes.MultiplyAdd(j, factor, addend);
        }

        return a + b + c + d + e + f + g + h + i + j;
    }

    private static Func<Action> Copies(int bytes) => () =>
    {
        byte[] from = new byte[bytes], to = new byte[bytes];
        Array.Fill(from, (byte)1);
        from.CopyTo(to, 0);
        return () =>
        {
            for (long copied = 0; copied < CopiedBytes; copied += bytes)
            {
                from.CopyTo(to, 0);
            }
        };
    };
}
