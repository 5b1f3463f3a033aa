using System.Diagnostics;
using TorchSharp;

namespace Leaks;

/// <summary>Writes live tensors and resident memory at the first step and at every tenth of the way.</summary>
internal sealed class MemoryReport
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    public void Write(string what, int done, int all)
    {
        if (done != 1 && done % Math.Max(1, all / 10) != 0)
        {
            return;
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        double seconds = _clock.Elapsed.TotalSeconds;
        Console.WriteLine(FormattableString.Invariant(
            $"{what,-12} {done,8:N0}  live tensors {torch.Tensor.TotalCount,6:N0}  resident {Environment.WorkingSet >> 20,5} MiB  managed {GC.GetTotalMemory(false) >> 10,7:N0} KiB  {1000 * seconds / done,8:F2} ms each"));
    }
}
