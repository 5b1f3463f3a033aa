using MLNet.Ride.Torch.Training;
using Spectre.Console;

namespace MLNet.Ride.Display;

/// <summary>Shows a progress bar for each stage of training, for terminals.</summary>
internal sealed class BarDisplay : ITrainingDisplay
{
    public T Show<T>(string title, Func<IProgress<TrainingProgress>, T> work)
        => AnsiConsole.Progress()
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn { Width = 16 },
                new RemainingTimeColumn())
            .Start(context => work(new Bars(context, title)));

    private sealed class Bars(ProgressContext context, string title) : IProgress<TrainingProgress>
    {
        private readonly Dictionary<string, ProgressTask> _tasks = [];
        private string _accuracies = "";

        public void Report(TrainingProgress value)
        {
            if (!_tasks.TryGetValue(value.Stage, out ProgressTask? task))
            {
                _tasks[value.Stage] = task = context.AddTask(Markup.Escape(title), maxValue: (double)value.EpochCount * value.StepCount);
            }

            _accuracies = value.Validation is null ? _accuracies : Accuracies.Describe(value.Validation);
            string loss = double.IsNaN(value.Loss) ? "" : $"loss {value.Loss:0.00}  ";
            task.Description = Markup.Escape($"{title}, {value.Stage} {value.Epoch}/{value.EpochCount}  {loss}{value.ImagesPerSecond:0} images/s{_accuracies}");
            task.Value = ((value.Epoch - 1.0) * value.StepCount) + value.Step;
        }
    }
}
