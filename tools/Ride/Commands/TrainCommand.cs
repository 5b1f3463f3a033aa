using System.CommandLine;
using Microsoft.ML;
using MLNet.Ride.Tool.Checks;
using MLNet.Ride.Tool.Data;
using MLNet.Ride.Tool.Options;

namespace MLNet.Ride.Tool.Commands;

/// <summary><c>ride train</c>.</summary>
internal static class TrainCommand
{
    private const string Description = """
        Trains a model on labeled images and saves it.

        Without --recipe, photos are classified by a network that was trained on ImageNet and is fine-tuned on them (recipe 'fine-tune'), and
        small images by one that is trained from scratch ('small-images').

        Every training option has a flag, such as --loss.diversity-factor. 'ride options' lists them all. Ctrl-C saves a checkpoint, from which
        --resume continues, and of which 'ride export' makes a model.

        Processes that an MPI launcher starts train one model together, each on its part of every batch.

        Examples:
          ride train photos --output flowers.zip
          ride train photos --recipe photos --epochs 100 --output flowers.zip
          ride train cifar-100 --recipe cifar100-lt --validation.fraction 0.1 -o model.zip
          ride train list.csv --options options.json --loss.classification balanced-softmax -o model.zip
          ride train photos --output flowers.zip --resume
          mpirun -np 4 ride train photos --output flowers.zip
        """;

    public static Command Create(Terminal terminal)
    {
        Argument<FileSystemInfo> data = Arguments.Data();
        Option<FileInfo> output = new("--output", "-o") { Description = "The model to write (.zip).", HelpName = "FILE", Required = true };
        Option<DirectoryInfo?> images = Arguments.Images();
        Option<bool> resume = new("--resume") { Description = "Resume an interrupted run from its checkpoint, with the same options." };
        Option<bool> restart = new("--restart") { Description = "Discard the checkpoint of an earlier run and start over." };
        Option<DirectoryInfo?> checkpoint = new("--checkpoint")
        {
            Description = "Folder for the checkpoint. Default: the output's name plus .checkpoint, deleted after training.", HelpName = "DIR",
        };
        Option<UnreadableImages> unreadable = new("--unreadable")
        {
            Description = "What to do with images that cannot be read, before training: fail and name them, or skip them.",
            HelpName = "fail|skip",
            DefaultValueFactory = _ => UnreadableImages.Fail,
        };
        Option<FileInfo?> report = Arguments.Report("Evaluate on the test images of DATA and write a report (.html) that includes the training curves.");
        var flags = new TrainingFlags($"Settings to start from. 'ride methods' lists the recipes. Default: {RecipeChoice.Description}.");
        Option<DirectoryInfo?> tensorBoard = new("--tensorboard") { Description = "Folder in which the training history is written for TensorBoard.", HelpName = "DIR" };
        Command command = new("train", Description) { data, output, images, resume, restart, checkpoint, unreadable, report, tensorBoard };
        flags.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(resume) && result.GetValue(restart))
            {
                result.AddError("Specify either --resume or --restart.");
            }
        });
        command.SetAction(parsed =>
        {
            string? recipe = flags.Recipe(parsed);
            RideTrainer.Options options = recipe is null ? flags.Read(parsed, RecipeChoice.BeforeImages()) : flags.Read(parsed, recipe);
            bool writes = TrainingProcess.IsFirst || !options.DataParallel;
            Terminal shown = writes ? terminal : terminal with { Out = TextWriter.Null, Error = TextWriter.Null };
            FileInfo model = parsed.GetRequiredValue(output);
            string folder = parsed.GetValue(checkpoint)?.ToString() ?? model + ".checkpoint";
            OutputPath.CheckTemporaryFolder();
            if (writes)
            {
                CheckOutputs(model, folder, parsed.GetValue(report), parsed.GetValue(tensorBoard));
            }

            RideCheckpoint? earlier = EarlierRun.Find(folder, parsed.GetValue(resume), parsed.GetValue(restart), model);
            MLContext ml = shown.CreateContext(options.Seed);
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

            if (sets.AreSplit)
            {
                shown.Error.WriteLine($"{source} has the parts {sets}.");
            }

            if (recipe is null)
            {
                recipe = RecipeChoice.For(sets, options, shown);
                options = flags.Read(parsed, recipe);
            }

            options.Checkpoints.Folder = folder;
            options.Checkpoints.Resume = !parsed.GetValue(restart);
            earlier?.CheckOptions(options);
            new DiskSpace().Check(options, model.FullName, folder);
            using var run = new TrainingRun(ml, sets, parsed.GetValue(report), parsed.GetValue(tensorBoard), parsed.GetValue(unreadable) == UnreadableImages.Skip, shown) { Writes = writes };
            using (var interruption = new Interruption())
            {
                options.CancellationToken = interruption.Token;
                try
                {
                    run.Train(options, model);
                }
                catch (OperationCanceledException)
                {
                    return Interrupted(shown, folder, model, WithRecipe(parsed, flags.Recipe(parsed) is null ? recipe : null));
                }
            }

            run.Report();
            if (writes && parsed.GetValue(checkpoint) is null && Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            return 0;
        });
        return command;
    }

    private static void CheckOutputs(FileInfo model, string checkpointFolder, FileInfo? report, DirectoryInfo? tensorBoard)
    {
        OutputPath.CheckFile(model, "--output");
        OutputPath.CheckFolder(checkpointFolder, "--checkpoint");
        if (report is not null)
        {
            OutputPath.CheckFile(report, "--report");
        }

        if (tensorBoard is not null)
        {
            OutputPath.CheckFolder(tensorBoard.FullName, "--tensorboard");
        }
    }

    // The arguments of the run with the recipe that was chosen for it, if there was one to choose.
    private static string[] WithRecipe(ParseResult parsed, string? recipe)
        => [.. parsed.Tokens.Select(t => t.Value).Where(t => t is not ("--resume" or "--restart")), .. recipe is null ? [] : new[] { "--recipe", recipe }];

    private static int Interrupted(Terminal terminal, string folder, FileInfo model, IEnumerable<string> arguments)
    {
        RideCheckpoint? checkpoint = RideCheckpoint.Find(folder);
        if (checkpoint is null && !RideCheckpoint.HasFeatures(folder))
        {
            return terminal.Fail("Interrupted before the first step. There is nothing to resume.", Program.Interrupted);
        }

        int code = terminal.Fail(
            checkpoint is null
                ? "Interrupted before the first epoch. The features that were computed are kept."
                : $"Interrupted at epoch {Math.Min(checkpoint.CompletedEpochs + 1, checkpoint.EpochCount)} of {checkpoint.EpochCount} of stage '{checkpoint.Stage}'.",
            Program.Interrupted);
        terminal.Error.WriteLine($"To resume: {CommandLine.Of([.. arguments, "--resume"])}");
        if (checkpoint?.HasModel == true)
        {
            terminal.Error.WriteLine($"To use the model so far: {CommandLine.Of(["export", folder, "--output", model.ToString()])}");
        }

        return code;
    }
}
