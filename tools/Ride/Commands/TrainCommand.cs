using System.CommandLine;
using Microsoft.ML;
using MLNet.Ride.Tool.Data;
using MLNet.Ride.Tool.Options;

namespace MLNet.Ride.Tool.Commands;

/// <summary><c>ride train</c>.</summary>
internal static class TrainCommand
{
    private const string Description = """
        Trains a model on labeled images and saves it.

        Every training option has a flag, such as --loss.diversity-factor. 'ride options' lists them all. Ctrl-C saves a checkpoint.

        Examples:
          ride train photos --recipe photos --epochs 50 --output flowers.zip
          ride train cifar-100 --recipe cifar100-lt --validation.fraction 0.1 -o model.zip
          ride train list.csv --options options.json --loss.classification balanced-softmax -o model.zip
          ride train photos --recipe photos --epochs 50 -o flowers.zip --resume
        """;

    public static Command Create(Terminal terminal)
    {
        Argument<FileSystemInfo> data = Arguments.Data();
        Option<FileInfo> output = new("--output", "-o") { Description = "The model to write (.zip).", HelpName = "FILE", Required = true };
        Option<DirectoryInfo?> images = Arguments.Images();
        Option<bool> resume = new("--resume") { Description = "Resume an interrupted run from its checkpoint, with the same options." };
        Option<DirectoryInfo?> checkpoint = new("--checkpoint")
        {
            Description = "Folder for the checkpoint. Default: the output's name plus .checkpoint, deleted after training.", HelpName = "DIR",
        };
        Option<FileInfo?> report = Arguments.Report("Evaluate on the test images of DATA and write a report (.html) that includes the training curves.");
        var flags = new TrainingFlags();
        Command command = new("train", Description) { data, output, images, resume, checkpoint, report };
        flags.AddTo(command);
        command.SetAction(parsed =>
        {
            RideTrainer.Options options = flags.Read(parsed);
            FileInfo model = parsed.GetRequiredValue(output);
            string folder = parsed.GetValue(checkpoint)?.ToString() ?? model + ".checkpoint";
            options.Checkpoints.Folder = folder;
            options.Checkpoints.Resume = parsed.GetValue(resume);
            MLContext ml = terminal.CreateContext(options.Seed);
            FileSystemInfo source = parsed.GetRequiredValue(data);
            ImageSets sets = ImageData.Open(ml, source, parsed.GetValue(images));
            if (sets.Validation is not null && options.Validation.Fraction > 0)
            {
                throw new UsageError($"'{source}' has a validation part, so --validation.fraction must be 0.");
            }

            if (parsed.GetValue(report) is not null && sets.Test is null)
            {
                throw new UserError($"'{source}' has no test images, which --report needs. Provide data with a train and a test part, or run 'ride evaluate' on other images.");
            }

            if (options.Checkpoints.Resume && !Directory.Exists(folder))
            {
                throw new UsageError($"There is no checkpoint in '{folder}' to resume from. Remove --resume to start a new run.");
            }

            if (sets.AreSplit)
            {
                terminal.Error.WriteLine($"{source} has the parts {sets}.");
            }

            using var run = new TrainingRun(ml, sets, terminal);
            using (var interruption = new Interruption())
            {
                options.CancellationToken = interruption.Token;
                try
                {
                    run.Train(options, model);
                }
                catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
                {
                    return terminal.Fail($"Interrupted. The checkpoint is in '{folder}'. To resume, run the same command with --resume.", Program.Interrupted);
                }
            }

            if (parsed.GetValue(report) is { } page)
            {
                run.Evaluate(sets.Test!, page);
            }

            if (parsed.GetValue(checkpoint) is null && Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            return 0;
        });
        return command;
    }
}
