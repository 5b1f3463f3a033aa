// Whether memory grows in an app that trains, loads or predicts again and again.
// Usage: dotnet run -c Release --project benchmarks/Leaks [--keep] [fits|undisposed-fits|undisposed-loads|predictions [count]]
// --keep holds on to the result of every round, to show what a leak looks like.
using System.Globalization;
using Leaks;

bool keep = args.Contains("--keep");
string[] chosen = [.. args.Where(argument => argument != "--keep")];
IEnumerable<Scenario> scenarios =
[
    new("fits", 200, Small, app => app.Fit()),
    new("undisposed-fits", 100, Large, app => app.Fit()) { Disposes = false },
    new("undisposed-loads", 100, Large, app => app.Load()) { Disposes = false },
    new("predictions", 100_000, Small, app => app.Predict()) { MakesModels = false },
];
if (chosen.Length > 0)
{
    Scenario one = scenarios.Single(scenario => scenario.Name == chosen[0]);
    scenarios = [chosen.Length > 1 ? one with { Count = int.Parse(chosen[1], CultureInfo.InvariantCulture) } : one];
}

foreach (Scenario scenario in scenarios)
{
    scenario.Run(keep);
}

// One that has the library's own layers, and one whose weights are seen in the memory of a process.
static App Small() => new("resnet20", experts: 2);

static App Large() => new("resnet10", experts: 1);
