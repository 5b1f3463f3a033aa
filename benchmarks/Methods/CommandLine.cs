using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Microsoft.ML;

namespace Methods;

/// <summary>The commands: <c>list</c> names the methods, <c>run</c> trains those that have no row yet and prints the table, <c>table</c> prints it.</summary>
internal static class CommandLine
{
    private static readonly Option<DirectoryInfo> s_data = new("--data") { Description = "Folder with train.bin, test.bin and fine_label_names.txt (CIFAR-100 records).", Required = true };
    private static readonly Option<DirectoryInfo> s_output = new("--output") { Description = "Folder of the rows; a method whose row is there is not trained again.", Required = true };
    private static readonly Option<string[]> s_methods = new("--methods") { Description = "Names with commas between them; all if left out.", DefaultValueFactory = _ => [], CustomParser = Words };
    private static readonly Option<string> s_backbone = new("--backbone") { Description = "Backbone of all methods.", DefaultValueFactory = _ => "resnet32" };
    private static readonly Option<int> s_epochs = Number("--epochs", 200, "Epochs of all methods.");
    private static readonly Option<int> s_batch = Number("--batch", 128, "Images in a training step; the learning rate is in proportion.");
    private static readonly Option<double[]> s_steps = new("--steps")
    {
        Description = "Parts of the epochs after which the learning rate falls; with the first begins what is deferred. Default: 0.8,0.9.",
        DefaultValueFactory = _ => [0.8, 0.9],
        CustomParser = result => [.. Words(result).Select(part => double.Parse(part, CultureInfo.InvariantCulture))],
    };

    private static readonly Option<double> s_stepFactor = new("--step-factor") { Description = "Factor of the learning rate at each step. Default: 0.01.", DefaultValueFactory = _ => 0.01 };
    private static readonly Option<FileInfo?> s_representation = new("--representation")
    {
        Description = "A trained model (.zip) whose network gets the new classifiers of crt, lws, tau-norm, and ncm. Default: one is trained for them.",
    };

    private static readonly Option<int> s_seed = Number("--seed", 1, "Seed of all methods.");

    public static RootCommand Create()
    {
        var list = new Command("list", "Names the methods.");
        list.SetAction(_ => Console.WriteLine(string.Join('\n', MethodList.All.Select(method => $"{method.Name}: {method.Description}"))));
        var run = new Command("run", "Trains the methods that have no row yet, and prints the table.") { s_data, s_output, s_methods, s_backbone, s_epochs, s_batch, s_steps, s_stepFactor, s_representation, s_seed };
        run.SetAction(Run);
        var table = new Command("table", "Prints the table of the rows that are there.") { s_output };
        table.SetAction(parsed => WriteTable(parsed.GetRequiredValue(s_output)));
        return new RootCommand("Long-tailed methods side by side.") { list, run, table };
    }

    private static void Run(ParseResult parsed)
    {
        var schedule = new Schedule(
            parsed.GetRequiredValue(s_backbone),
            parsed.GetValue(s_epochs),
            parsed.GetValue(s_batch),
            parsed.GetRequiredValue(s_steps),
            parsed.GetValue(s_stepFactor),
            parsed.GetValue(s_seed));
        DirectoryInfo output = parsed.GetRequiredValue(s_output);
        var ml = new MLContext(schedule.Seed);
        ITransformer? representation = parsed.GetValue(s_representation) is { } file ? ml.Model.Load(file.FullName, out _) : null;
        var bench = new Bench(ml, new Cifar100(ml, parsed.GetRequiredValue(s_data)), schedule, representation);
        foreach (Method method in MethodList.Find(parsed.GetRequiredValue(s_methods)).Where(method => Row.Read(output, method) is null))
        {
            bench.Run(method).Write(output);
        }

        WriteTable(output);
    }

    private static void WriteTable(DirectoryInfo output) => Console.Write(Table.Write(MethodList.All.Select(method => Row.Read(output, method)).OfType<Row>()));

    private static string[] Words(ArgumentResult result) => result.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries);

    private static Option<int> Number(string name, int value, string description)
        => new(name) { Description = $"{description} Default: {value}.", DefaultValueFactory = _ => value };
}
