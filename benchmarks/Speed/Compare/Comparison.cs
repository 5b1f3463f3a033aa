namespace Speed.Compare;

/// <summary>Runs every contestant in a process of its own, in turn, round after round, and prints a table in Markdown.</summary>
internal static class Comparison
{
    public static void Run(Measurement what, FileInfo? model, int rounds, string? python, DirectoryInfo? checkout, IReadOnlyList<string> arguments)
    {
        (PyTorch? found, string? missing) = PyTorch.Find(python);
        if (missing is not null)
        {
            Console.Error.WriteLine($"{Contestants.PlainPyTorch} is left out: {missing}.");
        }

        DirectoryInfo exports = Directory.CreateTempSubdirectory("ride-speed");
        try
        {
            var contestants = new Contestants(what, model, found, checkout, exports);
            foreach (Contestant preparation in contestants.Preparations())
            {
                Console.Error.WriteLine($"{preparation.Task}: {preparation.Name}");
                preparation.Run();
            }

            Contestant[] all = [.. contestants.All()];
            Contestant.MeasureInTurn(all, rounds);
            Console.WriteLine(Report.Markdown(what, rounds, all, found, missing, Invocation.Of(arguments)));
        }
        finally
        {
            exports.Delete(recursive: true);
        }
    }
}
