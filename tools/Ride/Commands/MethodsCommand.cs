using System.CommandLine;
using MLNet.Ride.Torch;
using MLNet.Ride.Torch.Batches.Mixing;
using MLNet.Ride.Torch.Imaging.Policies;
using MLNet.Ride.Torch.Losses.Classification;
using MLNet.Ride.Torch.Methods.Decoupling;
using MLNet.Ride.Torch.Methods.SelfSupervision;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Sampling;
using MLNet.Ride.Torch.Training.Schedules;

namespace MLNet.Ride.Tool.Commands;

/// <summary><c>ride methods</c>.</summary>
internal static class MethodsCommand
{
    private const string Description = """
        Lists recipes, backbones, losses, samplers, and everything else that is selected by name.

        Examples:
          ride methods
          ride train photos --recipe photos --loss.classification balanced-softmax -o model.zip
        """;

    /// <summary>The registries, each with the flag that accepts its names.</summary>
    public static IReadOnlyList<(string Title, string Flag, IEnumerable<string> Names)> Registries { get; } =
    [
        ("Backbones", "--backbone", BackboneRegistry.All.Names),
        ("Losses", "--loss.classification", LossRegistry.All.Names),
        ("Samplers", "--sampling.sampler", SamplerRegistry.All.Names),
        ("Mixing", "--mixing.method", MixingRegistry.All.Names),
        ("Augmentation policies", "--augmentation.policy", AugmentationRegistry.All.Names),
        ("Self-supervision", "--self-supervision.task", SelfSupervisionRegistry.All.Names),
        ("Classifier re-training", "--classifier.method", ClassifierRegistry.All.Names),
        ("Learning rate schedules", "--optimizer.schedule", ScheduleRegistry.All.Names),
    ];

    public static Command Create(Terminal terminal)
    {
        Command command = new("methods", Description);
        command.SetAction(_ =>
        {
            terminal.Out.WriteLine("Recipes (--recipe)");
            int width = Recipes.All.Max(r => r.Name.Length);
            foreach (Recipe recipe in Recipes.All)
            {
                terminal.Out.WriteLine($"  {recipe.Name.PadRight(width)}  {recipe.Description}");
            }

            foreach ((string title, string flag, IEnumerable<string> names) in Registries)
            {
                terminal.Out.WriteLine();
                terminal.Out.WriteLine($"{title} ({flag})");
                terminal.Out.WriteLine("  " + string.Join(", ", names));
            }

            return 0;
        });
        return command;
    }
}
