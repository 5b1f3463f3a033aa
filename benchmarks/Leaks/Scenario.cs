using System.Runtime.CompilerServices;
using TorchSharp;

namespace Leaks;

/// <summary>Something that an app does again and again.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Count">How often.</param>
/// <param name="Start">Starts the app.</param>
/// <param name="Round">Does it once; the result is to be disposed.</param>
internal sealed record Scenario(string Name, int Count, Func<App> Start, Func<App, IDisposable> Round)
{
    private const int Lines = 10;
    private const int Collections = 3;

    /// <summary>Whether results are disposed; otherwise they are left to the garbage collector.</summary>
    public bool Disposes { get; init; } = true;

    /// <summary>Whether a round makes a model.</summary>
    public bool MakesModels { get; init; } = true;

    /// <summary>Runs all rounds, and writes resident memory at every tenth of the way and what is left at the end.</summary>
    /// <param name="keep">Whether to keep the results.</param>
    public void Run(bool keep)
    {
        using App app = Start();
        List<IDisposable> kept = [];
        OneRound(app, kept: null);
        long tensors = Tensors();
        long first = 0, most = 0;
        for (int round = 1; round <= Count; round++)
        {
            OneRound(app, keep ? kept : null);
            if (round % Math.Max(1, Count / Lines) == 0)
            {
                long resident = Resident();
                (first, most) = first == 0 ? (resident, resident) : (first, Math.Max(most, resident));
                Write($"{Name,-16} {round,7:N0}: {resident >> 20,5:N0} MiB resident");
            }
        }

        long left = Tensors() - tensors - (MakesModels ? Count * LeftByModels(app) : 0);
        Write($"{Name}: {left} tensors left; at most {(most - first) >> 20} MiB more than after the first tenth.");
        GC.KeepAlive(kept);
    }

    // On its own, so that no local variable of the loop holds the last result.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void OneRound(App app, List<IDisposable>? kept)
    {
        IDisposable result = Round(app);
        if (kept is not null)
        {
            kept.Add(result);
        }
        else if (Disposes)
        {
            result.Dispose();
        }
    }

    /// <summary>When the garbage collector takes what is not disposed is its own choice, and part of what is measured.</summary>
    private long Resident()
    {
        if (Disposes)
        {
            _ = Tensors();
        }

        return Environment.WorkingSet;
    }

    /// <summary>TorchSharp counts the parameters of every model for good.</summary>
    private static long LeftByModels(App app)
    {
        long before = Tensors();
        app.MakeModel();
        return Tensors() - before;
    }

    // One collection sometimes leaves the last model.
    private static long Tensors()
    {
        for (int collection = 0; collection < Collections; collection++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return torch.Tensor.TotalCount;
    }

    private static void Write(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));
}
